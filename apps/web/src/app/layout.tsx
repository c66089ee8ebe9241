import { ThemeScript } from "@headroom/ui/primitives/ThemeScript";
import type { Metadata, Viewport } from "next";
import { NuqsAdapter } from "nuqs/adapters/next/app";
import type { ReactNode } from "react";
import { pageNonce } from "../server/session";
import { TRPCReactProvider } from "../trpc/client";
import "./globals.css";

export const metadata: Metadata = { title: { default: "Headroom", template: "%s · Headroom" } };
export const viewport: Viewport = { width: "device-width", initialScale: 1 };

export default async function RootLayout({ children }: { readonly children: ReactNode }) {
  // Every page is rendered per request: its scripts carry the request's nonce.
  const nonce = await pageNonce();
  return (
    <html lang="en" data-theme="light" suppressHydrationWarning>
      <head>
        <ThemeScript nonce={nonce} />
      </head>
      <body>
        <NuqsAdapter>
          <TRPCReactProvider>{children}</TRPCReactProvider>
        </NuqsAdapter>
      </body>
    </html>
  );
}

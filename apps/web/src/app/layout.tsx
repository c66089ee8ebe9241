import type { Metadata } from "next";
import type { ReactNode } from "react";
import { pageNonce } from "../server/session";
import { TRPCReactProvider } from "../trpc/client";

export const metadata: Metadata = { title: "Headroom" };

export default async function RootLayout({ children }: { readonly children: ReactNode }) {
  await pageNonce(); // every page is rendered per request: its scripts carry the request's nonce
  return (
    <html lang="en">
      <body>
        <TRPCReactProvider>{children}</TRPCReactProvider>
      </body>
    </html>
  );
}

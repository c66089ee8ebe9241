import type { ReactNode } from "react";
import { AppFrame } from "../../features/frame/AppFrame";
import { requireSession } from "../../server/session";
import { HydrateClient, prefetch, trpc } from "../../trpc/server";

export default async function AppLayout({ children }: { readonly children: ReactNode }) {
  await requireSession();
  await prefetch(trpc.session.me.queryOptions(), trpc.notification.list.queryOptions());
  return (
    <HydrateClient>
      <AppFrame now={Date.now()}>{children}</AppFrame>
    </HydrateClient>
  );
}

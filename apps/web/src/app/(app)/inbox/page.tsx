import type { Metadata } from "next";
import { InboxPage } from "../../../features/inbox/InboxPage";
import { HydrateClient, prefetch, trpc } from "../../../trpc/server";

export const metadata: Metadata = { title: "Inbox" };

export default async function Page() {
  await prefetch(trpc.approval.inbox.queryOptions());
  return (
    <HydrateClient>
      <InboxPage />
    </HydrateClient>
  );
}

import type { Metadata } from "next";
import { ReplaysPage } from "../../../../features/replay/ReplaysPage";
import { HydrateClient, prefetch, trpc } from "../../../../trpc/server";

export const metadata: Metadata = { title: "Replays" };

export default async function Page() {
  await prefetch(
    trpc.catalog.list.queryOptions(),
    trpc.replay.list.infiniteQueryOptions({ limit: 50 }, { getNextPageParam: (page) => page.next ?? undefined }),
  );
  return (
    <HydrateClient>
      <ReplaysPage />
    </HydrateClient>
  );
}

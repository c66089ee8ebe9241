import type { Metadata } from "next";
import { OverviewPage } from "../../features/overview/OverviewPage";
import { HydrateClient, prefetch, trpc } from "../../trpc/server";

export const metadata: Metadata = { title: "Overview" };

export default async function Page() {
  await prefetch(trpc.overview.get.queryOptions());
  return (
    <HydrateClient>
      <OverviewPage />
    </HydrateClient>
  );
}

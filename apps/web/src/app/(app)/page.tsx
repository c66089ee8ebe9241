import type { Metadata } from "next";
import { OverviewPage } from "../../features/overview/OverviewPage";
import { HydrateClient, prefetch, trpc } from "../../trpc/server";

export const metadata: Metadata = { title: "Overview" };

export default function Page() {
  prefetch(trpc.overview.get.queryOptions());
  return (
    <HydrateClient>
      <OverviewPage />
    </HydrateClient>
  );
}

import type { Metadata } from "next";
import { RunsPage } from "../../../features/runs/RunsPage";
import { HydrateClient, prefetch, trpc } from "../../../trpc/server";

export const metadata: Metadata = { title: "Runs" };

export default async function Page() {
  await prefetch(trpc.catalog.list.queryOptions());
  return (
    <HydrateClient>
      <RunsPage />
    </HydrateClient>
  );
}

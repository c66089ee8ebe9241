import type { Metadata } from "next";
import { PlansPage } from "../../../features/plans/PlansPage";
import { HydrateClient, prefetch, trpc } from "../../../trpc/server";

export const metadata: Metadata = { title: "Plans" };

export default async function Page() {
  await prefetch(trpc.catalog.list.queryOptions());
  return (
    <HydrateClient>
      <PlansPage />
    </HydrateClient>
  );
}

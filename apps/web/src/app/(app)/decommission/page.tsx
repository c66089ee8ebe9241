import type { Metadata } from "next";
import { DecommissionPage } from "../../../features/decommission/DecommissionPage";
import { HydrateClient, prefetch, trpc } from "../../../trpc/server";

export const metadata: Metadata = { title: "Decommission" };

export default async function Page() {
  await prefetch(trpc.catalog.list.queryOptions());
  return (
    <HydrateClient>
      <DecommissionPage />
    </HydrateClient>
  );
}

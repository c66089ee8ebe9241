import type { Metadata } from "next";
import { RegionsPage } from "../../../features/regions/RegionsPage";
import { HydrateClient, prefetch, trpc } from "../../../trpc/server";

export const metadata: Metadata = { title: "Regions" };

export default async function Page() {
  await prefetch(trpc.region.list.queryOptions());
  return (
    <HydrateClient>
      <RegionsPage />
    </HydrateClient>
  );
}

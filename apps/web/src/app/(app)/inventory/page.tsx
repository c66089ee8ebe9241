import type { Metadata } from "next";
import { TypesPage } from "../../../features/inventory/TypesPage";
import { HydrateClient, prefetch, trpc } from "../../../trpc/server";

export const metadata: Metadata = { title: "Inventory" };

export default async function Page() {
  await prefetch(trpc.table.types.queryOptions());
  return (
    <HydrateClient>
      <TypesPage />
    </HydrateClient>
  );
}

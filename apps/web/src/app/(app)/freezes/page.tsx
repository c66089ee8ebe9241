import type { Metadata } from "next";
import { FreezesPage } from "../../../features/freezes/FreezesPage";
import { HydrateClient, prefetch, trpc } from "../../../trpc/server";

export const metadata: Metadata = { title: "Freezes" };

export default async function Page() {
  await Promise.all([prefetch(trpc.freeze.list.queryOptions({})), prefetch(trpc.catalog.list.queryOptions())]);
  return (
    <HydrateClient>
      <FreezesPage />
    </HydrateClient>
  );
}

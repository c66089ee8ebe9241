import type { Metadata } from "next";
import { RacksPage } from "../../../features/racks/RacksPage";
import { HydrateClient, prefetch, trpc } from "../../../trpc/server";

export const metadata: Metadata = { title: "Racks" };

export default async function Page() {
  await prefetch(trpc.catalog.list.queryOptions());
  return (
    <HydrateClient>
      <RacksPage />
    </HydrateClient>
  );
}

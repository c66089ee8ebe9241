import type { Metadata } from "next";
import { ClocksPage } from "../../../../features/runs/ClocksPage";
import { HydrateClient, prefetch, trpc } from "../../../../trpc/server";

export const metadata: Metadata = { title: "Clocks" };

export default async function Page() {
  await prefetch(trpc.catalog.list.queryOptions());
  return (
    <HydrateClient>
      <ClocksPage />
    </HydrateClient>
  );
}

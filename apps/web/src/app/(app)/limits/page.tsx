import type { Metadata } from "next";
import { LimitsPage } from "../../../features/limits/LimitsPage";
import { HydrateClient, prefetch, trpc } from "../../../trpc/server";

export const metadata: Metadata = { title: "Broken limits" };

export default async function Page() {
  await prefetch(trpc.repair.list.queryOptions());
  return (
    <HydrateClient>
      <LimitsPage />
    </HydrateClient>
  );
}

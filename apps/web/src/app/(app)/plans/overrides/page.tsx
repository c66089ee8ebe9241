import type { Metadata } from "next";
import { OverridesPage } from "../../../../features/overrides/OverridesPage";
import { HydrateClient, prefetch, trpc } from "../../../../trpc/server";

export const metadata: Metadata = { title: "Overrides" };

export default async function Page() {
  await prefetch(trpc.override.report.queryOptions());
  return (
    <HydrateClient>
      <OverridesPage />
    </HydrateClient>
  );
}

import type { Metadata } from "next";
import { RulesPage } from "../../../../features/alert-rules/RulesPage";
import { HydrateClient, prefetch, trpc } from "../../../../trpc/server";

export const metadata: Metadata = { title: "Rules of alerts" };

export default async function Page() {
  await Promise.all([prefetch(trpc.alert.rules.queryOptions())]);
  return (
    <HydrateClient>
      <RulesPage />
    </HydrateClient>
  );
}

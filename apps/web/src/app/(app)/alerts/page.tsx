import type { Metadata } from "next";
import { AlertsPage } from "../../../features/alerts/AlertsPage";
import { HydrateClient, prefetch, trpc } from "../../../trpc/server";

export const metadata: Metadata = { title: "Alerts" };

export default async function Page() {
  await Promise.all([
    prefetch(trpc.alert.list.queryOptions({ state: "open" })),
    prefetch(trpc.catalog.list.queryOptions()),
  ]);
  return (
    <HydrateClient>
      <AlertsPage />
    </HydrateClient>
  );
}

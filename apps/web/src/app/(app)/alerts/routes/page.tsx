import type { Metadata } from "next";
import { RoutesPage } from "../../../../features/alert-routes/RoutesPage";
import { HydrateClient, prefetch, trpc } from "../../../../trpc/server";

export const metadata: Metadata = { title: "Routes of alerts" };

export default async function Page() {
  await Promise.all([prefetch(trpc.alert.rules.queryOptions()), prefetch(trpc.alert.routes.queryOptions())]);
  return (
    <HydrateClient>
      <RoutesPage />
    </HydrateClient>
  );
}

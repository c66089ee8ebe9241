import type { Metadata } from "next";
import { RequestsPage } from "../../../features/requests/RequestsPage";
import { HydrateClient, prefetch, trpc } from "../../../trpc/server";

export const metadata: Metadata = { title: "Requests" };

export default async function Page() {
  await prefetch(trpc.catalog.list.queryOptions());
  return (
    <HydrateClient>
      <RequestsPage />
    </HydrateClient>
  );
}

import type { Metadata } from "next";
import { RequestFormPage } from "../../../../features/requests/RequestFormPage";
import { HydrateClient, prefetch, trpc } from "../../../../trpc/server";

export const metadata: Metadata = { title: "New request" };

export default async function Page() {
  await prefetch(trpc.catalog.list.queryOptions());
  return (
    <HydrateClient>
      <RequestFormPage id={null} />
    </HydrateClient>
  );
}

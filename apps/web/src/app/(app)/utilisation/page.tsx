import type { Metadata } from "next";
import { UtilisationPage } from "../../../features/utilisation/UtilisationPage";
import { HydrateClient, prefetch, trpc } from "../../../trpc/server";

export const metadata: Metadata = { title: "Utilisation" };

export default async function Page() {
  await prefetch(trpc.catalog.list.queryOptions());
  return (
    <HydrateClient>
      <UtilisationPage />
    </HydrateClient>
  );
}

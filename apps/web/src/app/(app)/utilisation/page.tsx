import type { Metadata } from "next";
import { UtilisationPage } from "../../../features/utilisation/UtilisationPage";
import { utilisationQueryOf } from "../../../features/utilisation/utilisationQuery";
import { HydrateClient, prefetch, trpc } from "../../../trpc/server";

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export const metadata: Metadata = { title: "Utilisation" };

export default async function Page({ searchParams }: Props) {
  const query = utilisationQueryOf(await searchParams);
  await Promise.all([
    prefetch(trpc.catalog.list.queryOptions()),
    query && prefetch(trpc.utilisation.get.queryOptions(query)),
  ]);
  return (
    <HydrateClient>
      <UtilisationPage />
    </HydrateClient>
  );
}

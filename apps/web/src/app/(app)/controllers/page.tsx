import type { Metadata } from "next";
import { ControllersPage } from "../../../features/controllers/ControllersPage";
import { HydrateClient, prefetch, trpc } from "../../../trpc/server";

export const metadata: Metadata = { title: "Controllers" };

export default async function Page() {
  await prefetch(trpc.catalog.list.queryOptions());
  return (
    <HydrateClient>
      <ControllersPage />
    </HydrateClient>
  );
}

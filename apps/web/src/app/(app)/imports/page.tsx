import type { Metadata } from "next";
import { ImportsPage } from "../../../features/imports/ImportsPage";
import { HydrateClient, prefetch, trpc } from "../../../trpc/server";

export const metadata: Metadata = { title: "Imports" };

export default async function Page() {
  await prefetch(trpc.import.list.queryOptions());
  return (
    <HydrateClient>
      <ImportsPage />
    </HydrateClient>
  );
}

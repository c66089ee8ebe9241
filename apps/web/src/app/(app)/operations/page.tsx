import type { Metadata } from "next";
import { OperationsPage } from "../../../features/operations/OperationsPage";
import { HydrateClient, prefetch, trpc } from "../../../trpc/server";

export const metadata: Metadata = { title: "Operations" };

export default async function Page() {
  await prefetch(trpc.operations.get.queryOptions(), trpc.handover.list.queryOptions({ limit: 20 }));
  return (
    <HydrateClient>
      <OperationsPage />
    </HydrateClient>
  );
}

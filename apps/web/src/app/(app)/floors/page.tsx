import type { Metadata } from "next";
import { FloorsPage } from "../../../features/floors/FloorsPage";
import { HydrateClient, prefetch, trpc } from "../../../trpc/server";

export const metadata: Metadata = { title: "Floors" };

export default async function Page() {
  await prefetch(trpc.datacenter.list.queryOptions({}));
  return (
    <HydrateClient>
      <FloorsPage />
    </HydrateClient>
  );
}

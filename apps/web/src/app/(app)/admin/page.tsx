import type { Metadata } from "next";
import { AdminPage } from "../../../features/admin/AdminPage";
import { HydrateClient, prefetch, trpc } from "../../../trpc/server";

export const metadata: Metadata = { title: "Admin" };

export default async function Page() {
  await Promise.all([prefetch(trpc.admin.users.queryOptions()), prefetch(trpc.override.reasons.queryOptions())]);
  return (
    <HydrateClient>
      <AdminPage />
    </HydrateClient>
  );
}

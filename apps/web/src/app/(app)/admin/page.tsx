import type { Metadata } from "next";
import { AdminPage } from "../../../features/admin/AdminPage";
import { HydrateClient, prefetch, trpc } from "../../../trpc/server";

export const metadata: Metadata = { title: "Admin" };

export default function Page() {
  prefetch(trpc.admin.users.queryOptions());
  return (
    <HydrateClient>
      <AdminPage />
    </HydrateClient>
  );
}

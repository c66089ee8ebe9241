import type { Metadata } from "next";
import { ContactsPage } from "../../../features/contacts/ContactsPage";
import { HydrateClient, prefetch, trpc } from "../../../trpc/server";

export const metadata: Metadata = { title: "Contacts" };

export default async function Page() {
  await Promise.all([prefetch(trpc.contact.list.queryOptions()), prefetch(trpc.catalog.list.queryOptions())]);
  return (
    <HydrateClient>
      <ContactsPage />
    </HydrateClient>
  );
}

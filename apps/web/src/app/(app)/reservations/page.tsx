import type { Metadata } from "next";
import { ReservationsPage } from "../../../features/reservations/ReservationsPage";
import { HydrateClient, prefetch, trpc } from "../../../trpc/server";

export const metadata: Metadata = { title: "Reservations" };

export default async function Page() {
  await prefetch(trpc.reservation.list.queryOptions({}));
  return (
    <HydrateClient>
      <ReservationsPage />
    </HydrateClient>
  );
}

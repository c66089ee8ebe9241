import type { Metadata } from "next";
import { RoomRacksPage } from "../../../../../features/racks/RoomRacksPage";
import { HydrateClient, prefetch, trpc } from "../../../../../trpc/server";

interface Props {
  params: Promise<{ code: string }>;
  searchParams: Promise<{ room?: string | string[] }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `${decodeURIComponent((await params).code)} racks` };
}

export default async function Page({ params, searchParams }: Props) {
  const code = decodeURIComponent((await params).code);
  const { room } = await searchParams;
  const asked = typeof room === "string" && room !== "" ? room : undefined;
  await prefetch(trpc.rack.elevations.queryOptions({ datacenter: code, ...(asked ? { room: asked } : {}) }));
  return (
    <HydrateClient>
      <RoomRacksPage code={code} room={asked} />
    </HydrateClient>
  );
}

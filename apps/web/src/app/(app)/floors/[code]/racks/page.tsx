import type { Metadata } from "next";
import { RoomRacksPage } from "../../../../../features/racks/RoomRacksPage";
import { planListOfScreens, whenInput, whenOf } from "../../../../../features/when/whenQuery";
import { HydrateClient, prefetch, trpc } from "../../../../../trpc/server";

interface Props {
  params: Promise<{ code: string }>;
  searchParams: Promise<{ room?: string | string[]; plan?: string | string[]; days?: string | string[] }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `${decodeURIComponent((await params).code)} racks` };
}

export default async function Page({ params, searchParams }: Props) {
  const code = decodeURIComponent((await params).code);
  const { room, ...moment } = await searchParams;
  const { planId } = whenInput(whenOf(moment));
  const asked = typeof room === "string" && room !== "" ? room : undefined;
  await Promise.all([
    prefetch(trpc.rack.elevations.queryOptions({ datacenter: code, ...(asked ? { room: asked } : {}) })),
    prefetch(trpc.plan.list.queryOptions(planListOfScreens)),
    planId ? prefetch(trpc.plan.get.queryOptions({ id: planId })) : null,
  ]);
  return (
    <HydrateClient>
      <RoomRacksPage code={code} room={asked} />
    </HydrateClient>
  );
}

import type { Metadata } from "next";
import { FloorPage } from "../../../../features/floors/FloorPage";
import { planListOfFloors } from "../../../../features/floors/floorQueries";
import { HydrateClient, prefetch, trpc } from "../../../../trpc/server";

interface Props {
  params: Promise<{ code: string }>;
  searchParams: Promise<{ plan?: string; days?: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `${decodeURIComponent((await params).code)} floor` };
}

export default async function Page({ params, searchParams }: Props) {
  const code = decodeURIComponent((await params).code);
  const { plan, days } = await searchParams;
  const number = (text: string | undefined) => (text && /^\d{1,9}$/.test(text) ? Number(text) : undefined);
  const [planId, inDays] = [number(plan), number(days)];
  await Promise.all([
    prefetch(
      trpc.datacenter.floor.queryOptions({ code, ...(planId ? { planId } : {}), ...(inDays ? { inDays } : {}) }),
    ),
    prefetch(trpc.plan.list.queryOptions(planListOfFloors)),
  ]);
  return (
    <HydrateClient>
      <FloorPage code={code} />
    </HydrateClient>
  );
}

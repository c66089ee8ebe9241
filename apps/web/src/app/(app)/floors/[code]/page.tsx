import type { Metadata } from "next";
import { FloorPage } from "../../../../features/floors/FloorPage";
import { planListOfFloors } from "../../../../features/floors/floorQueries";
import { HydrateClient, prefetch, trpc } from "../../../../trpc/server";

interface Props {
  params: Promise<{ code: string }>;
  searchParams: Promise<{ plan?: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `${decodeURIComponent((await params).code)} floor` };
}

export default async function Page({ params, searchParams }: Props) {
  const code = decodeURIComponent((await params).code);
  const { plan } = await searchParams;
  const planId = plan && /^\d{1,9}$/.test(plan) ? Number(plan) : undefined;
  await Promise.all([
    prefetch(trpc.datacenter.floor.queryOptions({ code, ...(planId ? { planId } : {}) })),
    prefetch(trpc.plan.list.queryOptions(planListOfFloors)),
  ]);
  return (
    <HydrateClient>
      <FloorPage code={code} />
    </HydrateClient>
  );
}

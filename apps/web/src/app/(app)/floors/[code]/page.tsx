import type { Metadata } from "next";
import { FloorPage } from "../../../../features/floors/FloorPage";
import { planListOfScreens, whenInput, whenOf } from "../../../../features/when/whenQuery";
import { HydrateClient, prefetch, trpc } from "../../../../trpc/server";

interface Props {
  params: Promise<{ code: string }>;
  searchParams: Promise<{ plan?: string | string[]; days?: string | string[] }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `${decodeURIComponent((await params).code)} floor` };
}

export default async function Page({ params, searchParams }: Props) {
  const code = decodeURIComponent((await params).code);
  const when = whenInput(whenOf(await searchParams));
  await Promise.all([
    prefetch(trpc.datacenter.floor.queryOptions({ code, ...when })),
    prefetch(trpc.plan.list.queryOptions(planListOfScreens)),
  ]);
  return (
    <HydrateClient>
      <FloorPage code={code} />
    </HydrateClient>
  );
}

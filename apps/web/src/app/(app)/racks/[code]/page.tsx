import type { Metadata } from "next";
import { RackPage } from "../../../../features/racks/RackPage";
import { planListOfScreens, whenInput, whenOf } from "../../../../features/when/whenQuery";
import { HydrateClient, prefetch, trpc } from "../../../../trpc/server";

interface Props {
  params: Promise<{ code: string }>;
  searchParams: Promise<{ plan?: string | string[]; days?: string | string[] }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: decodeURIComponent((await params).code) };
}

export default async function Page({ params, searchParams }: Props) {
  const code = decodeURIComponent((await params).code);
  const { planId } = whenInput(whenOf(await searchParams));
  await Promise.all([
    prefetch(trpc.rack.get.queryOptions({ code })),
    prefetch(trpc.plan.list.queryOptions(planListOfScreens)),
    planId ? prefetch(trpc.plan.get.queryOptions({ id: planId })) : null,
  ]);
  return (
    <HydrateClient>
      <RackPage code={code} />
    </HydrateClient>
  );
}

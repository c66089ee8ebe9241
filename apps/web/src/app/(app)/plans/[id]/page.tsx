import type { Metadata } from "next";
import { numberParam } from "../../../../features/frame/numberParam";
import { PlanPage } from "../../../../features/plans/PlanPage";
import { HydrateClient, prefetch, trpc } from "../../../../trpc/server";

interface Props {
  params: Promise<{ id: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `PL-${(await params).id}` };
}

export default async function Page({ params }: Props) {
  const id = numberParam((await params).id);
  await prefetch(trpc.plan.get.queryOptions({ id }));
  return (
    <HydrateClient>
      <PlanPage id={id} />
    </HydrateClient>
  );
}

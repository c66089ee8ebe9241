import type { Metadata } from "next";
import { numberParam } from "../../../../../features/frame/numberParam";
import { BuilderPage } from "../../../../../features/plan-builder/BuilderPage";
import { HydrateClient, prefetch, trpc } from "../../../../../trpc/server";

interface Props {
  params: Promise<{ id: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Scenarios of PL-${(await params).id}` };
}

export default async function Page({ params }: Props) {
  const planId = numberParam((await params).id);
  await prefetch(trpc.scenario.board.queryOptions({ planId }), trpc.scenario.options.queryOptions({ planId }));
  return (
    <HydrateClient>
      <BuilderPage planId={planId} />
    </HydrateClient>
  );
}

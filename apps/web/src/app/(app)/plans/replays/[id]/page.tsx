import type { Metadata } from "next";
import { numberParam } from "../../../../../features/frame/numberParam";
import { ReplayPage } from "../../../../../features/replay/ReplayPage";
import { HydrateClient, prefetch, trpc } from "../../../../../trpc/server";

interface Props {
  params: Promise<{ id: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `RP-${(await params).id}` };
}

export default async function Page({ params }: Props) {
  const id = numberParam((await params).id);
  await prefetch(trpc.replay.get.queryOptions({ id }));
  return (
    <HydrateClient>
      <ReplayPage id={id} />
    </HydrateClient>
  );
}

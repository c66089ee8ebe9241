import type { Metadata } from "next";
import { numberParam } from "../../../../features/frame/numberParam";
import { RunPage } from "../../../../features/runs/RunPage";
import { HydrateClient, prefetch, trpc } from "../../../../trpc/server";

interface Props {
  params: Promise<{ id: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `RN-${(await params).id}` };
}

export default async function Page({ params }: Props) {
  const id = numberParam((await params).id);
  await prefetch(trpc.run.get.queryOptions({ id }));
  return (
    <HydrateClient>
      <RunPage id={id} />
    </HydrateClient>
  );
}

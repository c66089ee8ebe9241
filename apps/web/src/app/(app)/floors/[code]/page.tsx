import type { Metadata } from "next";
import { FloorPage } from "../../../../features/floors/FloorPage";
import { planListOfScreens } from "../../../../features/when/whenQuery";
import { HydrateClient, prefetch, trpc } from "../../../../trpc/server";

interface Props {
  params: Promise<{ code: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `${decodeURIComponent((await params).code)} floor` };
}

export default async function Page({ params }: Props) {
  const code = decodeURIComponent((await params).code);
  // The floor itself is asked for by the browser: packed, it is there sooner than a page that carries ten thousand positions is written.
  await prefetch(trpc.plan.list.queryOptions(planListOfScreens));
  return (
    <HydrateClient>
      <FloorPage code={code} />
    </HydrateClient>
  );
}

import type { Metadata } from "next";
import { numberParam } from "../../../../features/frame/numberParam";
import { RequestPage } from "../../../../features/requests/RequestPage";
import { HydrateClient, prefetch, trpc } from "../../../../trpc/server";

interface Props {
  params: Promise<{ id: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `RQ-${(await params).id}` };
}

export default async function Page({ params }: Props) {
  const id = numberParam((await params).id);
  await prefetch(trpc.request.get.queryOptions({ id }));
  return (
    <HydrateClient>
      <RequestPage id={id} />
    </HydrateClient>
  );
}

import type { Metadata } from "next";
import { numberParam } from "../../../../features/frame/numberParam";
import { ImportPage } from "../../../../features/imports/ImportPage";
import { HydrateClient, prefetch, trpc } from "../../../../trpc/server";

interface Props {
  params: Promise<{ id: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `IM-${(await params).id}` };
}

export default async function Page({ params }: Props) {
  const id = numberParam((await params).id);
  await prefetch(trpc.import.get.queryOptions({ id }));
  return (
    <HydrateClient>
      <ImportPage id={id} />
    </HydrateClient>
  );
}

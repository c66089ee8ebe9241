import type { Metadata } from "next";
import { numberParam } from "../../../../../features/frame/numberParam";
import { RequestFormPage } from "../../../../../features/requests/RequestFormPage";
import { HydrateClient, prefetch, trpc } from "../../../../../trpc/server";

export const metadata: Metadata = { title: "Change request" };

interface Props {
  params: Promise<{ id: string }>;
}

export default async function Page({ params }: Props) {
  const id = numberParam((await params).id);
  await prefetch(trpc.catalog.list.queryOptions(), trpc.request.get.queryOptions({ id }));
  return (
    <HydrateClient>
      <RequestFormPage id={id} />
    </HydrateClient>
  );
}

import type { Metadata } from "next";
import { ControllerPage } from "../../../../features/controllers/ControllerPage";
import { numberParam } from "../../../../features/frame/numberParam";
import { HydrateClient, prefetch, trpc } from "../../../../trpc/server";

interface Props {
  params: Promise<{ id: string }>;
}

export const metadata: Metadata = { title: "Controller" };

export default async function Page({ params }: Props) {
  const id = numberParam((await params).id);
  await prefetch(trpc.controller.get.queryOptions({ id }));
  return (
    <HydrateClient>
      <ControllerPage id={id} />
    </HydrateClient>
  );
}

import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { AlertPage } from "../../../../features/alerts/AlertPage";
import { HydrateClient, prefetch, trpc } from "../../../../trpc/server";

interface Props {
  params: Promise<{ id: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Alert ${(await params).id}` };
}

export default async function Page({ params }: Props) {
  const { id } = await params;
  if (!/^[1-9]\d{0,8}$/.test(id)) notFound();
  await prefetch(trpc.alert.get.queryOptions({ id: Number(id) }));
  return (
    <HydrateClient>
      <AlertPage id={Number(id)} />
    </HydrateClient>
  );
}

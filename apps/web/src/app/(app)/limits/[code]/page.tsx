import type { Metadata } from "next";
import { RepairPage } from "../../../../features/limits/RepairPage";
import { HydrateClient, prefetch, trpc } from "../../../../trpc/server";

interface Props {
  params: Promise<{ code: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Limits of ${decodeURIComponent((await params).code)}` };
}

export default async function Page({ params }: Props) {
  const code = decodeURIComponent((await params).code);
  await prefetch(trpc.repair.get.queryOptions({ datacenter: code }));
  return (
    <HydrateClient>
      <RepairPage code={code} />
    </HydrateClient>
  );
}

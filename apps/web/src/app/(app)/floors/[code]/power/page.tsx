import type { Metadata } from "next";
import { DatacenterPowerPage } from "../../../../../features/power/DatacenterPowerPage";
import { HydrateClient, prefetch, trpc } from "../../../../../trpc/server";

interface Props {
  params: Promise<{ code: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `${decodeURIComponent((await params).code)} power` };
}

export default async function Page({ params }: Props) {
  const code = decodeURIComponent((await params).code);
  await prefetch(trpc.power.get.queryOptions({ datacenter: code }));
  return (
    <HydrateClient>
      <DatacenterPowerPage code={code} />
    </HydrateClient>
  );
}

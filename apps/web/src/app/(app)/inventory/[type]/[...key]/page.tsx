import { recordType } from "@headroom/core/topology/records/fleet";
import { keyFrom } from "@headroom/core/topology/table/address";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { RecordPage } from "../../../../../features/inventory/RecordPage";
import { HydrateClient, prefetch, trpc } from "../../../../../trpc/server";

interface Props {
  params: Promise<{ type: string; key: string[] }>;
}

async function read(params: Props["params"]) {
  const { type: name, key: parts } = await params;
  const type = recordType(name);
  const key = type ? keyFrom(type, parts.map(decodeURIComponent)) : null;
  return type && key ? { type: type.name, key } : null;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const found = await read(params);
  return { title: found ? found.key.filter((part) => part !== null).join(" ") : "Not found" };
}

export default async function Page({ params }: Props) {
  const found = await read(params);
  if (!found) notFound();
  await prefetch(trpc.table.record.queryOptions(found), trpc.record.get.queryOptions(found));
  return (
    <HydrateClient>
      <RecordPage type={found.type} own={found.key} />
    </HydrateClient>
  );
}

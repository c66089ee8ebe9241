import { recordType } from "@headroom/core/topology/records/fleet";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { TablePage } from "../../../../features/inventory/TablePage";
import { typeWords } from "../../../../features/inventory/words";

interface Props {
  params: Promise<{ type: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const type = recordType((await params).type);
  return { title: type ? typeWords(type.name).many : "Not found" };
}

export default async function Page({ params }: Props) {
  const type = recordType((await params).type);
  if (!type) notFound();
  return <TablePage key={type.name} name={type.name} />;
}

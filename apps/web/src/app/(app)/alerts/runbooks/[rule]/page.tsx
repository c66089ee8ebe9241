import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { RunbookPage } from "../../../../../features/alerts/RunbookPage";

interface Props {
  params: Promise<{ rule: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Runbook ${(await params).rule}` };
}

/** The same file that stands in docs/: it can be read where nothing else can be reached. */
export default async function Page({ params }: Props) {
  const { rule } = await params;
  if (!/^[a-z][a-z0-9-]{1,59}$/.test(rule)) notFound();
  const markdown = await readFile(join(process.cwd(), "../../docs/operations/alerts", `${rule}.md`), "utf8").catch(() =>
    notFound(),
  );
  return <RunbookPage rule={rule} markdown={markdown} />;
}

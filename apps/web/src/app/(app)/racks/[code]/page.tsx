import type { Metadata } from "next";
import { RackPage } from "../../../../features/racks/RackPage";
import { HydrateClient, prefetch, trpc } from "../../../../trpc/server";

interface Props {
  params: Promise<{ code: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: decodeURIComponent((await params).code) };
}

export default async function Page({ params }: Props) {
  const code = decodeURIComponent((await params).code);
  await prefetch(trpc.rack.get.queryOptions({ code }));
  return (
    <HydrateClient>
      <RackPage code={code} />
    </HydrateClient>
  );
}

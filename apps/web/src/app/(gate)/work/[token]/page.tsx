import type { Metadata } from "next";
import { NowProvider } from "../../../../features/frame/time";
import { WorkPage } from "../../../../features/work/WorkPage";
import { HydrateClient, prefetch, trpc } from "../../../../trpc/server";

export const metadata: Metadata = {
  title: "Work order",
  referrer: "no-referrer",
  robots: { index: false, follow: false },
};

interface Props {
  params: Promise<{ token: string }>;
}

/** Opening it changes nothing: programs that look into mails open links, too. */
export default async function Page({ params }: Props) {
  const { token } = await params;
  await prefetch(trpc.workOrder.lookup.queryOptions({ token }));
  return (
    <HydrateClient>
      <NowProvider initial={Date.now()}>
        <WorkPage token={token} />
      </NowProvider>
    </HydrateClient>
  );
}

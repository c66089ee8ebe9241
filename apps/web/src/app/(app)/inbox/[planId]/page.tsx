import type { Metadata } from "next";
import { numberParam } from "../../../../features/frame/numberParam";
import { ReviewPage } from "../../../../features/inbox/ReviewPage";
import { HydrateClient, prefetch, trpc } from "../../../../trpc/server";

interface Props {
  params: Promise<{ planId: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Review PL-${(await params).planId}` };
}

export default async function Page({ params }: Props) {
  const planId = numberParam((await params).planId);
  await prefetch(trpc.approval.review.queryOptions({ planId }));
  return (
    <HydrateClient>
      <ReviewPage planId={planId} />
    </HydrateClient>
  );
}

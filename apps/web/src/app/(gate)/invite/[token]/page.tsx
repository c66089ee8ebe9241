import type { Metadata } from "next";
import { InvitePage } from "../../../../features/invite/InvitePage";
import { HydrateClient, prefetch, trpc } from "../../../../trpc/server";

export const metadata: Metadata = { title: "Invitation", referrer: "no-referrer" };

interface Props {
  params: Promise<{ token: string }>;
}

export default async function Page({ params }: Props) {
  const { token } = await params;
  await prefetch(trpc.invite.lookup.queryOptions({ token }));
  return (
    <HydrateClient>
      <InvitePage token={token} />
    </HydrateClient>
  );
}

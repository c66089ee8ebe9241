import { inviteRevokeInput } from "@headroom/contracts/admin";
import { revokeInvite as revoke } from "@headroom/services/invite/revoke";
import { procedure } from "../../trpc";

export const revokeInvite = procedure
  .input(inviteRevokeInput)
  .mutation(({ ctx, input }) => revoke(ctx.ports, ctx.actor, input));

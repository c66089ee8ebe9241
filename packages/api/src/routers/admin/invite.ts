import { inviteInput, inviteResult } from "@headroom/contracts/admin";
import { createInvite } from "@headroom/services/invite/create";
import { procedure } from "../../trpc";

export const invite = procedure
  .input(inviteInput)
  .output(inviteResult)
  .mutation(({ ctx, input }) => createInvite(ctx.ports, ctx.actor, input));

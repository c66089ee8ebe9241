import { inviteAcceptInput } from "@headroom/contracts/admin";
import { acceptInvite } from "@headroom/services/invite/accept";
import { openProcedure } from "../../trpc";

export const accept = openProcedure
  .input(inviteAcceptInput)
  .mutation(({ ctx, input }) => acceptInvite(ctx.ports, { via: "web", requestId: ctx.requestId }, input));

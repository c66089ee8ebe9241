import { inviteLookup, inviteLookupInput } from "@headroom/contracts/admin";
import { lookupInvite } from "@headroom/services/invite/lookup";
import { openProcedure } from "../../trpc";

export const lookup = openProcedure
  .input(inviteLookupInput)
  .output(inviteLookup)
  .query(({ ctx, input }) => lookupInvite(ctx.ports, input));

import { utilisationInput } from "@headroom/contracts/utilisation";
import { getUtilisation } from "@headroom/services/utilisation/get";
import { procedure } from "../../trpc";

export const get = procedure
  .input(utilisationInput)
  .query(({ ctx, input }) => getUtilisation(ctx.ports, ctx.actor, input));

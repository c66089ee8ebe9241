import { rackElevationsInput } from "@headroom/contracts/rack";
import { getElevations } from "@headroom/services/rack/elevations";
import { procedure } from "../../trpc";

export const elevations = procedure
  .input(rackElevationsInput)
  .query(({ ctx, input }) => getElevations(ctx.ports, ctx.actor, input));

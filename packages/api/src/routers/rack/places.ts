import { rackPlacesInput } from "@headroom/contracts/rack-places";
import { getRackPlaces } from "@headroom/services/rack/places";
import { procedure } from "../../trpc";

export const places = procedure
  .input(rackPlacesInput)
  .query(({ ctx, input }) => getRackPlaces(ctx.ports, ctx.actor, input));

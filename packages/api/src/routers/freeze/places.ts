import { freezePlaces, freezePlacesInput } from "@headroom/contracts/freeze";
import { freezePlaces as placesService } from "@headroom/services/freeze/read";
import { procedure } from "../../trpc";

export const places = procedure
  .input(freezePlacesInput)
  .output(freezePlaces)
  .query(({ ctx, input }) => placesService(ctx.ports, ctx.actor, input));

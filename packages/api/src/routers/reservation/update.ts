import { reservationRef, reservationUpdateInput } from "@headroom/contracts/reservation";
import { updateReservation } from "@headroom/services/reservation/change";
import { procedure } from "../../trpc";

export const update = procedure
  .input(reservationUpdateInput)
  .output(reservationRef)
  .mutation(({ ctx, input }) => updateReservation(ctx.ports, ctx.actor, input));

import { reservationInput, reservationRef } from "@headroom/contracts/reservation";
import { createReservation } from "@headroom/services/reservation/change";
import { procedure } from "../../trpc";

export const create = procedure
  .input(reservationInput)
  .output(reservationRef)
  .mutation(({ ctx, input }) => createReservation(ctx.ports, ctx.actor, input));

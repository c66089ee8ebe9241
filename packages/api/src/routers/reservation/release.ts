import { reservationReleaseInput } from "@headroom/contracts/reservation";
import { releaseReservation } from "@headroom/services/reservation/change";
import { z } from "zod";
import { procedure } from "../../trpc";

export const release = procedure
  .input(reservationReleaseInput)
  .output(z.object({ released: z.literal(true) }))
  .mutation(({ ctx, input }) => releaseReservation(ctx.ports, ctx.actor, input));

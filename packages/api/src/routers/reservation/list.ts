import { reservationList, reservationListInput } from "@headroom/contracts/reservation";
import { listReservations } from "@headroom/services/reservation/read";
import { procedure } from "../../trpc";

export const list = procedure
  .input(reservationListInput)
  .output(reservationList)
  .query(({ ctx, input }) => listReservations(ctx.ports, ctx.actor, input));

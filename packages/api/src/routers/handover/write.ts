import { handoverWriteInput } from "@headroom/contracts/handover";
import { writeHandover } from "@headroom/services/handover/write";
import { procedure } from "../../trpc";

export const write = procedure
  .input(handoverWriteInput)
  .mutation(({ ctx, input }) => writeHandover(ctx.ports, ctx.actor, input));

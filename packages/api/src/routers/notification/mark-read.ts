import { markReadInput, markReadResult } from "@headroom/contracts/session";
import { markRead as markReadService } from "@headroom/services/notification/mark-read";
import { procedure } from "../../trpc";

export const markRead = procedure
  .input(markReadInput)
  .output(markReadResult)
  .mutation(({ ctx, input }) => markReadService(ctx.ports, ctx.actor, input));

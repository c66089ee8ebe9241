import { pollingInput, pollingSaved } from "@headroom/contracts/controller";
import { savePolling as save } from "@headroom/services/controller/polling";
import { procedure } from "../../trpc";

export const savePolling = procedure
  .input(pollingInput)
  .output(pollingSaved)
  .mutation(({ ctx, input }) => save(ctx.ports, ctx.actor, input));

import { mailTopicsInput } from "@headroom/contracts/session";
import { setTopics as set } from "@headroom/services/notification/topics";
import { procedure } from "../../trpc";

export const setTopics = procedure
  .input(mailTopicsInput)
  .output(mailTopicsInput)
  .mutation(({ ctx, input }) => set(ctx.ports, ctx.actor, input));

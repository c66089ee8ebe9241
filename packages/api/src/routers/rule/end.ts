import { ruleEndInput } from "@headroom/contracts/override";
import { endRule } from "@headroom/services/plan/override/rules";
import { procedure } from "../../trpc";

export const end = procedure
  .input(ruleEndInput)
  .output(ruleEndInput)
  .mutation(({ ctx, input }) => endRule(ctx.ports, ctx.actor, input));

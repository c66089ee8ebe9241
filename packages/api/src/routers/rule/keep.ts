import { ruleEndInput, ruleKeepInput } from "@headroom/contracts/override";
import { keepRule } from "@headroom/services/plan/override/rules";
import { procedure } from "../../trpc";

export const keep = procedure
  .input(ruleKeepInput)
  .output(ruleEndInput)
  .mutation(({ ctx, input }) => keepRule(ctx.ports, ctx.actor, input));

import { overrideReleaseInput } from "@headroom/contracts/override";
import { planRef } from "@headroom/contracts/plan";
import { releaseOverride } from "@headroom/services/plan/override/release";
import { procedure } from "../../trpc";

export const release = procedure
  .input(overrideReleaseInput)
  .output(planRef)
  .mutation(({ ctx, input }) => releaseOverride(ctx.ports, ctx.actor, input));

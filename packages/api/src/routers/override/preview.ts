import { overrideEffect, overridePreviewInput } from "@headroom/contracts/override";
import { previewOverride } from "@headroom/services/plan/override/preview";
import { procedure } from "../../trpc";

export const preview = procedure
  .input(overridePreviewInput)
  .output(overrideEffect)
  .query(({ ctx, input }) => previewOverride(ctx.ports, ctx.actor, input));

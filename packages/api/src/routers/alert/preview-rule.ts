import { rulePreview, rulePreviewInput } from "@headroom/contracts/alert";
import { previewRule as preview } from "@headroom/services/alert/preview";
import { procedure } from "../../trpc";

export const previewRule = procedure
  .input(rulePreviewInput)
  .output(rulePreview)
  .query(({ ctx, input }) => preview(ctx.ports, ctx.actor, input));

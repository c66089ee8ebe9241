import { templateList, templateListInput } from "@headroom/contracts/run-template";
import { listTemplates } from "@headroom/services/run/template";
import { procedure } from "../../trpc";

export const list = procedure
  .input(templateListInput)
  .output(templateList)
  .query(({ ctx, input }) => listTemplates(ctx.ports, ctx.actor, input));

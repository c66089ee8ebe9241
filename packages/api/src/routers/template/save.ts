import { templateSaved, templateSaveInput } from "@headroom/contracts/run-template";
import { saveTemplate } from "@headroom/services/run/template";
import { procedure } from "../../trpc";

export const save = procedure
  .input(templateSaveInput)
  .output(templateSaved)
  .mutation(({ ctx, input }) => saveTemplate(ctx.ports, ctx.actor, input));

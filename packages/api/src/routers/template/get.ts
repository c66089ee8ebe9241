import { templateDto, templateGetInput } from "@headroom/contracts/run-template";
import { getTemplate } from "@headroom/services/run/template";
import { procedure } from "../../trpc";

export const get = procedure
  .input(templateGetInput)
  .output(templateDto)
  .query(({ ctx, input }) => getTemplate(ctx.ports, ctx.actor, input));

import { controllersFileInput, controllersFileOutcome } from "@headroom/contracts/controller";
import { importControllersFile } from "@headroom/services/controller/change";
import { procedure } from "../../trpc";

export const importFile = procedure
  .input(controllersFileInput)
  .output(controllersFileOutcome)
  .mutation(({ ctx, input }) => importControllersFile(ctx.ports, ctx.actor, input));

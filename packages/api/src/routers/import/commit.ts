import { importCommitInput } from "@headroom/contracts/imports";
import { commitImport } from "@headroom/services/import/commit";
import { procedure } from "../../trpc";

export const commit = procedure
  .input(importCommitInput)
  .mutation(({ ctx, input }) => commitImport(ctx.ports, ctx.actor, input));

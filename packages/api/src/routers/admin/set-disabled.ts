import { setDisabledInput } from "@headroom/contracts/admin";
import { setDisabled as set } from "@headroom/services/admin/set-disabled";
import { procedure } from "../../trpc";

export const setDisabled = procedure
  .input(setDisabledInput)
  .mutation(({ ctx, input }) => set(ctx.ports, ctx.actor, input));

import { setRoleInput } from "@headroom/contracts/admin";
import { setRole as set } from "@headroom/services/admin/set-role";
import { procedure } from "../../trpc";

export const setRole = procedure.input(setRoleInput).mutation(({ ctx, input }) => set(ctx.ports, ctx.actor, input));

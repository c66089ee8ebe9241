import { alertRuleRef } from "@headroom/contracts/alert";
import { removeRule as act } from "@headroom/services/alert/act";
import { procedure } from "../../trpc";

export const removeRule = procedure.input(alertRuleRef).mutation(({ ctx, input }) => act(ctx.ports, ctx.actor, input));

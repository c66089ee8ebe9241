import { alertRuleInput } from "@headroom/contracts/alert";
import { saveRule as act } from "@headroom/services/alert/act";
import { procedure } from "../../trpc";

export const saveRule = procedure.input(alertRuleInput).mutation(({ ctx, input }) => act(ctx.ports, ctx.actor, input));

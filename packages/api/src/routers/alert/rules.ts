import { alertRule } from "@headroom/contracts/alert";
import { listRules } from "@headroom/services/alert/read";
import { z } from "zod";
import { procedure } from "../../trpc";

export const rules = procedure.output(z.array(alertRule)).query(({ ctx }) => listRules(ctx.ports, ctx.actor));

import { overrideReport } from "@headroom/contracts/override";
import { overrideReport as reportService } from "@headroom/services/plan/override/report";
import { procedure } from "../../trpc";

export const report = procedure.output(overrideReport).query(({ ctx }) => reportService(ctx.ports, ctx.actor));

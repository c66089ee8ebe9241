import { source } from "@headroom/contracts/telemetry-source";
import { listSources } from "@headroom/services/telemetry/sources";
import { z } from "zod";
import { procedure } from "../../trpc";

export const sources = procedure.output(z.array(source)).query(({ ctx }) => listSources(ctx.ports, ctx.actor));

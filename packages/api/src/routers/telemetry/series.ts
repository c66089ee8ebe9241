import { series as answer, seriesInput } from "@headroom/contracts/telemetry-series";
import { telemetrySeries } from "@headroom/services/telemetry/series";
import { procedure } from "../../trpc";

export const series = procedure
  .input(seriesInput)
  .output(answer)
  .query(({ ctx, input }) => telemetrySeries(ctx.ports, ctx.actor, input));

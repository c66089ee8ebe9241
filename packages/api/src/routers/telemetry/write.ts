import { telemetryInput, telemetryOutcome } from "@headroom/contracts/telemetry";
import { writeTelemetry } from "@headroom/services/telemetry/write";
import { procedure } from "../../trpc";

export const write = procedure
  .input(telemetryInput)
  .output(telemetryOutcome)
  .mutation(({ ctx, input }) => writeTelemetry(ctx.ports, ctx.actor, input));

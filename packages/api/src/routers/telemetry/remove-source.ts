import { sourceRef } from "@headroom/contracts/telemetry-source";
import { removeSource as act } from "@headroom/services/telemetry/sources";
import { procedure } from "../../trpc";

export const removeSource = procedure.input(sourceRef).mutation(({ ctx, input }) => act(ctx.ports, ctx.actor, input));

import { rackDeviceInput } from "@headroom/contracts/rack";
import { getRackDevice } from "@headroom/services/rack/device";
import { procedure } from "../../trpc";

export const device = procedure
  .input(rackDeviceInput)
  .query(({ ctx, input }) => getRackDevice(ctx.ports, ctx.actor, input));

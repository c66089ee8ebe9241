import { drivesInput, drivesOutput } from "@headroom/contracts/sanitisation";
import { listDrives } from "@headroom/services/sanitisation/read";
import { procedure } from "../../trpc";

export const drives = procedure
  .input(drivesInput)
  .output(drivesOutput)
  .query(({ ctx, input }) => listDrives(ctx.ports, ctx.actor, input));

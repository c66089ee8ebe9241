import { firmwareInput, firmwareList } from "@headroom/contracts/controller";
import { listFirmware } from "@headroom/services/controller/firmware";
import { procedure } from "../../trpc";

export const firmware = procedure
  .input(firmwareInput)
  .output(firmwareList)
  .query(({ ctx, input }) => listFirmware(ctx.ports, ctx.actor, input));

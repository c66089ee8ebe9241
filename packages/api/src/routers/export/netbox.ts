import { type NetboxExportDto, netboxExportInput } from "@headroom/contracts/exports";
import { netboxLosses } from "@headroom/services/fleet/export-netbox";
import { procedure } from "../../trpc";

/** What an export to NetBox would not say; the files themselves are an archive of their own address. */
export const netbox = procedure.input(netboxExportInput).query(async ({ ctx, input }): Promise<NetboxExportDto> => {
  return { losses: [...(await netboxLosses(ctx.ports, ctx.actor, input))] };
});

import { type NetboxExportDto, netboxExportInput } from "@headroom/contracts/exports";
import { exportNetbox } from "@headroom/services/fleet/export-netbox";
import { procedure } from "../../trpc";

/** What an export to NetBox would not say; the files themselves are an archive of their own address. */
export const netbox = procedure.input(netboxExportInput).query(async ({ ctx, input }): Promise<NetboxExportDto> => {
  const { files, losses } = await exportNetbox(ctx.ports, ctx.actor, input);
  return { files: files.length, losses: [...losses] };
});

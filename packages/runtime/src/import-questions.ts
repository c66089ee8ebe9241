import { readTable } from "@headroom/interchange/csv/table";
import { readLibrary } from "@headroom/interchange/devicetypes/library";
import type { Importers } from "@headroom/services/ports/imports";

const NOTHING: ReturnType<Importers["ask"]> = { devices: [], regions: null };

/** Device types without power, and the rows of a table of cloud regions; of other files nothing is asked. */
export const ask: Importers["ask"] = (kind, files) => {
  if (kind === "devicetypes") {
    const devices = readLibrary(files).unknown.map(({ manufacturer, slug, model, supplyBays }) => ({
      ...{ manufacturer, slug, model, supplyBays },
    }));
    return { ...NOTHING, devices };
  }
  const [file] = files;
  if (kind !== "regions" || !file) return NOTHING;
  const table = readTable(file.name, file.bytes);
  if (!table.ok) return NOTHING;
  const { header, rows } = table.value;
  return { ...NOTHING, regions: { header: [...header], rows: rows.map(({ cells }) => [...cells]) } };
};

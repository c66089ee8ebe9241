import type { TableInput } from "@headroom/contracts/table";
import { columnOf } from "@headroom/core/topology/table/columns";
import { csvLine } from "@headroom/interchange/csv/guard";
import { toCell } from "@headroom/interchange/fleet/values";
import type { Actor } from "@headroom/services/actor";
import type { Ports } from "@headroom/services/ports";
import { exportTable } from "@headroom/services/table/export";

/**
 * A table as CSV: a head, then every row it shows, handed to `write` piece by piece; the next is read when the last was taken. Cells are
 * those of the fleet format, so that texts which a spreadsheet would run stay texts and come back unchanged. Errors: INVALID_INPUT,
 * before the first piece.
 */
export async function writeTableCsv(
  ports: Ports,
  actor: Actor,
  input: TableInput,
  write: (piece: string) => Promise<void>,
): Promise<void> {
  await exportTable(ports, actor, input, async ({ type, columns }, batches) => {
    const shown = columns.map((name) => columnOf(type, name)!);
    await write(csvLine(columns));
    for await (const rows of batches)
      await write(rows.map((row) => csvLine(shown.map((column, i) => toCell(column, row[i] ?? null)))).join(""));
  });
}

import { netboxInventory } from "@headroom/core/topology/proposal/netbox.arbitrary";
import { sortedById } from "@headroom/core/topology/proposal/netbox-context";
import fc from "fast-check";
import { expect, it, vi } from "vitest";
import { dump } from "./fixtures/dump";
import { readNetbox } from "./read";

// A property is many runs: on a busy machine they take longer than a test usually may.
vi.setConfig({ testTimeout: 60_000 });

const same = <T>(list: T[]) => list;
const backwards = <T>(list: T[]) => list.toReversed();

it("reads back any consistent installation, whatever the order of rows and columns", () => {
  fc.assert(
    fc.property(netboxInventory, fc.boolean(), fc.boolean(), (inventory, turnColumns, turnRows) => {
      const reading = readNetbox(dump(inventory, turnColumns ? backwards : same, turnRows ? backwards : same));
      expect(reading.rejected).toEqual([]);
      expect(reading.document).toEqual(sortedById(inventory));
    }),
    { numRuns: 50 },
  );
});

it("accepts and refuses as many rows as there are when cells are damaged, and the document stays consistent", () => {
  const damage = fc.record({
    file: fc.nat(),
    at: fc.nat(),
    with: fc.constantFrom("", "9", ",", '"', "\n", "x", "\u0000", "99999", "-"),
  });
  fc.assert(
    fc.property(netboxInventory, fc.array(damage, { minLength: 1, maxLength: 4 }), (inventory, hits) => {
      const files = dump(inventory, same, same);
      for (const hit of hits) {
        const file = files[hit.file % files.length];
        if (file === undefined) continue;
        const text = new TextDecoder().decode(file.bytes);
        const at = hit.at % text.length;
        const damaged = text.slice(0, at) + hit.with + text.slice(at + 1);
        files[files.indexOf(file)] = { ...file, bytes: new TextEncoder().encode(damaged) };
      }
      const { document, counts, rejected } = readNetbox(files, { unknownColumns: "warn" });
      for (const count of counts) expect(count.accepted + count.rejected + count.dependent).toBe(count.rows);
      const refused = counts.reduce((sum, count) => sum + count.rejected + count.dependent, 0);
      if (rejected.length === 0) expect(refused).toBe(0);
      // What was accepted is a consistent installation again: dumped and read once more, nothing is refused.
      const again = readNetbox(dump(document, same, same));
      expect(again.rejected).toEqual([]);
      expect(again.document.devices).toHaveLength(document.devices.length);
    }),
    { numRuns: 50 },
  );
});

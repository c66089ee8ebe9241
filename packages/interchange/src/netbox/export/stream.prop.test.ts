import type { CurrentInventory } from "@headroom/core/topology/proposal/current";
import { currentOf } from "@headroom/core/topology/proposal/current-of";
import { netboxInventory } from "@headroom/core/topology/proposal/netbox.arbitrary";
import fc from "fast-check";
import { expect, test, vi } from "vitest";
import { dump } from "../fixtures/dump";
import { readNetbox } from "../read";
import { formsCsv } from "./forms-csv";
import { listsJson } from "./lists-json";
import { objectsNow, proposalOf } from "./now";
import { streamedFiles } from "./stream";
import { tablesCsv } from "./tables-csv";

vi.setConfig({ testTimeout: 120_000 });
const numRuns = Number(process.env.FAST_CHECK_RUNS ?? 60);
const same = <T>(list: T[]) => list;
const whole = { csv: tablesCsv, json: listsJson, forms: formsCsv };

test("servers that come in parts make the same files as all at once, whatever the parts", async () => {
  const stored = netboxInventory.map((inventory) => readNetbox(dump(inventory, same, same)).objects);
  await fc.assert(
    fc.asyncProperty(
      stored,
      fc.nat({ max: 2 }),
      fc.integer({ min: 1, max: 4 }),
      fc.constantFrom("csv", "json", "forms"),
      fc.constantFrom("3.6", "4.x"),
      async (objects, every, size, format, version) => {
        const before = proposalOf(objects);
        const given = currentOf(before!);
        // some servers, or all of them, are such that NetBox does not know them; some have another height, tags, a state of their own
        const servers = given.servers.map((server, i) =>
          i % 3 < every
            ? server
            : {
                ...server,
                key: `new:${i + 1}`,
                ...(i % 2 === 0
                  ? { heightU: server.heightU + 0.5, tags: ["Made here", `t${i % 4}`], state: "ordered" as const }
                  : {}),
                ...(i % 5 === 0 ? { customFields: `{"f${i % 3}":"x"}` } : {}),
              },
        );
        const now: CurrentInventory = { ...given, servers };
        const known = servers.filter(({ key }) => !key.startsWith("new:"));
        const fresh = servers.filter(({ key }) => key.startsWith("new:"));
        async function* parts() {
          for (let from = 0; from < fresh.length; from += size) yield fresh.slice(from, from + size);
        }
        const streamed: [string, string][] = [];
        const wanted = { format, version } as const;
        for await (const { name, pieces } of streamedFiles(
          { ...now, servers: known },
          objects,
          before,
          parts,
          wanted,
        )) {
          let text = "";
          for await (const piece of pieces) text += Buffer.from(piece).toString();
          streamed.push([name, text]);
        }
        const expected = whole[format](objectsNow(now, objects, before), version);
        expect(streamed).toEqual(expected.map(({ name, bytes }) => [name, Buffer.from(bytes).toString()]));
      },
    ),
    { numRuns },
  );
});

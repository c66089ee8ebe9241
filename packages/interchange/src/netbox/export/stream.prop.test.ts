import type { CurrentInventory, CurrentServer } from "@headroom/core/topology/proposal/current";
import { currentOf } from "@headroom/core/topology/proposal/current-of";
import { netboxInventory } from "@headroom/core/topology/proposal/netbox.arbitrary";
import type { SourceObject } from "@headroom/core/topology/proposal/types";
import fc from "fast-check";
import { expect, test, vi } from "vitest";
import { dump } from "../fixtures/dump";
import { readNetbox } from "../read";
import { formsCsv } from "./forms-csv";
import { listsJson } from "./lists-json";
import { objectsNow, proposalOf } from "./now";
import { PER_SERVER, type ServerParts, streamedFiles } from "./stream";
import { tablesCsv } from "./tables-csv";

vi.setConfig({ testTimeout: 120_000 });
const numRuns = Number(process.env.FAST_CHECK_RUNS ?? 60);
const same = <T>(list: T[]) => list;
const whole = { csv: tablesCsv, json: listsJson, forms: formsCsv };

/** Devices with what hangs from them and the servers they are, a few at a time; then the servers that NetBox does not know. */
function partsOf(
  objects: readonly SourceObject[],
  servers: readonly CurrentServer[],
  fresh: readonly CurrentServer[],
  size: number,
): ServerParts {
  const byNumber = objects
    .filter(({ kind }) => kind === "dcim_device")
    .sort((a, b) => Number(a.externalId) - Number(b.externalId));
  const hung = objects.filter(({ kind }) => /port|outlet/.test(kind));
  async function* known() {
    for (let from = 0; from < byNumber.length; from += size) {
      const devices = byNumber.slice(from, from + size);
      const ids = new Set(devices.map(({ externalId }) => externalId));
      yield {
        devices,
        hung: hung.filter(({ facts }) => ids.has(facts.device_id ?? "")),
        servers: servers.filter(({ key }) => ids.has(/^device:([0-9]+)$/.exec(key)?.[1] ?? "")),
      };
    }
  }
  async function* parts() {
    for (let from = 0; from < fresh.length; from += size) yield fresh.slice(from, from + size);
  }
  const counts = new Map<string, number>();
  for (const { facts } of byNumber) {
    const name = `${facts.rack_id ?? ""}/${facts.name ?? ""}`;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const contested = [...counts].flatMap(([name, count]) => (count > 1 || / #[0-9]+$/.test(name) ? [name] : []));
  return { known, fresh: parts, contested: new Set(contested) };
}

test("servers that come in parts make the same files as all at once, whatever the parts", async () => {
  // names that several have, and that look like those which the import makes different
  const named = (name: string, i: number) => ["twin", name, "twin #3", name][i % 4] ?? name;
  const stored = netboxInventory.map(
    (one) =>
      readNetbox(dump({ ...one, devices: one.devices.map((d, i) => ({ ...d, name: named(d.name, i) })) }, same, same))
        .objects,
  );
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
        // and people have corrected and deleted some of those that it knows
        const there = given.servers.filter((_, i) => i % 7 !== 5);
        const servers = there.map((server, i) =>
          i % 3 < every
            ? i % 4 === 2
              ? {
                  ...server,
                  name: `mine ${i}`,
                  heightU: server.heightU + 1,
                  tags: ["known"],
                  state: "ordered" as const,
                }
              : server
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
        const fresh = servers.filter(({ key }) => key.startsWith("new:"));
        const streamed: [string, string][] = [];
        const parts = partsOf(objects, servers, fresh, size);
        const base = objects.filter(({ kind }) => !PER_SERVER.some((one) => one === kind));
        const baseProposal = proposalOf(base);
        const wanted = { format, version } as const;
        for await (const { name, pieces } of streamedFiles(
          { ...now, servers: [] },
          base,
          baseProposal,
          parts,
          wanted,
        )) {
          let text = "";
          for await (const piece of pieces) text += Buffer.from(piece).toString();
          streamed.push([name, text]);
        }
        const expected = whole[format](objectsNow(now, objects, before), version);
        // what hangs from devices comes in the order of these
        const inOrder = ([name, text]: readonly [string, string]) =>
          /port|outlet/.test(name) ? [name, text.replaceAll("},\n", "}\n").split("\n").sort()] : [name, text];
        expect(streamed.map(inOrder)).toEqual(
          expected.map(({ name, bytes }) => inOrder([name, Buffer.from(bytes).toString()])),
        );
      },
    ),
    { numRuns },
  );
});

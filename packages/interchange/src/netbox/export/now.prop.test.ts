import { assetConditions, assetStates } from "@headroom/core/lifecycle/asset";
import type { CurrentInventory } from "@headroom/core/topology/proposal/current";
import { currentOf } from "@headroom/core/topology/proposal/current-of";
import { netboxInventory } from "@headroom/core/topology/proposal/netbox.arbitrary";
import type { SourceObject } from "@headroom/core/topology/proposal/types";
import fc from "fast-check";
import { expect, test, vi } from "vitest";
import { dump } from "../fixtures/dump";
import { readNetbox } from "../read";
import { objectsNow, proposalOf } from "./now";

vi.setConfig({ testTimeout: 120_000 });
const numRuns = Number(process.env.FAST_CHECK_RUNS ?? 60);

const same = <T>(list: T[]) => list;
/** Every accepted object of a random installation. */
const objects = netboxInventory.map((inventory) => readNetbox(dump(inventory, same, same)).objects);

test("what nobody changed is given back as it was, column by column", () => {
  fc.assert(
    fc.property(objects, (stored) => {
      const before = proposalOf(stored);
      expect(before).not.toBeNull();
      // the random installation tags things without a table of tags, which an export adds
      const back = objectsNow(currentOf(before!), stored, before).filter(({ kind }) => kind !== "extras_tag");
      expect(back).toEqual(sorted(stored));
    }),
    { numRuns },
  );
});

const sorted = (list: readonly SourceObject[]) => {
  const order = new Map(objectsNow(nothing, list, null).map((one, i) => [`${one.kind}/${one.externalId}`, i]));
  return [...list].sort((a, b) => order.get(`${a.kind}/${a.externalId}`)! - order.get(`${b.kind}/${b.externalId}`)!);
};
const nothing: CurrentInventory = {
  ...{ regions: [], datacenters: [], rooms: [], rows: [], powerDevices: [] },
  ...{ families: [], serverTypes: [], racks: [], servers: [], unitReservations: [] },
};

/** Names that repeat in NetBox are told apart by a number, which goes when they no longer do. */
const told = (value: unknown) => (typeof value === "string" ? value.replace(/ #[0-9]+$/, "") : value);

const TAGS = [[], ["red"], ["green", "red"]];
const FIELDS = [null, '{"owner":"db"}', '{"a":[1,{"b":"c"}],"owner":null}'];

/** The same inventory after people have been at work: names, states, serial numbers, tags, units. */
const corrected = (now: CurrentInventory) =>
  fc.array(fc.tuple(fc.nat(), fc.nat(), fc.nat()), { maxLength: 12 }).map((edits): CurrentInventory => {
    const lists = structuredClone(now) as { -readonly [K in keyof CurrentInventory]: CurrentInventory[K] };
    for (const [which, at, how] of edits) {
      const edit = <K extends keyof CurrentInventory>(list: K, make: (one: CurrentInventory[K][number]) => object) => {
        const all = [...lists[list]] as CurrentInventory[K][number][];
        if (all.length === 0) return;
        all[at % all.length] = { ...all[at % all.length]!, ...make(all[at % all.length]!) };
        lists[list] = all as unknown as (typeof lists)[K];
      };
      const notes = { tags: TAGS[how % 3]!, customFields: FIELDS[how % 3]! };
      const recorded = (key: string) => /^[a-z]+:[0-9]+$/.test(key);
      const changes = [
        () => edit("datacenters", () => ({ name: `Site ${at} ${how}`, ...notes })),
        () => edit("racks", () => ({ serial: `S${how}`, ...notes })),
        () => edit("racks", ({ code }) => ({ code: `${code.split("/")[0]}/new ${at} ${how}` })),
        () => edit("racks", () => ({ state: assetStates[how % assetStates.length] })),
        () => edit("servers", () => ({ name: `server ${at} ${how}`, assetTag: `A${how}`, ...notes })),
        () =>
          edit("servers", () => ({
            state: assetStates[how % assetStates.length],
            condition: assetConditions[how % assetConditions.length],
          })),
        () =>
          edit("rooms", ({ key, name }) =>
            // what stands before the last stroke are the locations that group rooms
            recorded(key)
              ? {
                  name: name.replace(/[^/]*$/, (last) => `${last.startsWith(" ") ? " " : ""}Hall ${at} ${how}`),
                  ...notes,
                }
              : {},
          ),
        () => edit("serverTypes", () => ({ ports: how % 50, ...notes })),
        () => edit("unitReservations", () => ({})),
        () => {
          const list = lists.servers;
          if (list.length > 0) lists.servers = list.filter((_, i) => i !== at % list.length);
        },
      ];
      changes[which % changes.length]!();
    }
    return lists;
  });

test("what people corrected is read again as they left it, and exported again the same", () => {
  const cases = objects.chain((stored) => {
    const before = proposalOf(stored)!;
    return corrected(currentOf(before)).map((now) => ({ stored, before, now }));
  });
  fc.assert(
    fc.property(cases, ({ stored, before, now }) => {
      const out = objectsNow(now, stored, before);
      const again = proposalOf(out);
      expect(again).not.toBeNull();
      const read = currentOf(again!);
      const plain = (list: readonly object[], ...names: string[]) =>
        Object.fromEntries(
          list.map((one) => {
            const fields = one as Record<string, unknown>;
            return [fields.key, names.map((name) => told(fields[name]))];
          }),
        );
      for (const [list, names] of [
        ["datacenters", ["code", "name", "latitude", "longitude", "regionKey", "tags", "customFields"]],
        ["rooms", ["code", "name", "datacenterKey", "tags", "customFields"]],
        ["racks", ["code", "serial", "heightU", "state", "datacenterKey", "tags", "customFields"]],
        [
          "servers",
          ["name", "serial", "assetTag", "startU", "face", "state", "condition", "rackKey", "tags", "customFields"],
        ],
        ["serverTypes", ["code", "name", "heightU", "fullDepth", "ports", "tags", "customFields"]],
        ["unitReservations", ["rackKey", "unit", "owner", "reason"]],
      ] as const) {
        expect(plain(read[list], ...names)).toEqual(plain(now[list], ...names));
      }
      expect(objectsNow(read, out, again)).toEqual(out);
    }),
    { numRuns },
  );
});

test("a fleet that NetBox has never seen is read again with the same names, places and units", () => {
  fc.assert(
    fc.property(objects, (stored) => {
      const given = currentOf(proposalOf(stored)!);
      const now = strange(given);
      const out = objectsNow(now, [], null);
      const again = proposalOf(out);
      if (out.every(({ kind }) => kind !== "dcim_site")) return;
      expect(again).not.toBeNull();
      const read = currentOf(again!);
      expect(read.datacenters.map(({ code, name }) => [code, name])).toEqual(
        now.datacenters.map(({ code, name }) => [code, name]),
      );
      expect(read.racks.map(({ heightU, state, serial }) => [heightU, state, serial])).toEqual(
        now.racks.map(({ heightU, state, serial }) => [heightU, state, serial]),
      );
      expect(
        read.servers.map((one) => [one.startU, one.heightU, one.face, one.state, one.condition, one.assetTag]),
      ).toEqual(now.servers.map((one) => [one.startU, one.heightU, one.face, one.state, one.condition, one.assetTag]));
      const kept = ({ unitReservations }: CurrentInventory) =>
        unitReservations.map(({ unit, owner, reason }) => JSON.stringify([unit, owner, reason])).sort();
      expect(kept(read)).toEqual(kept(now));
      expect(objectsNow(read, out, again)).toEqual(out);
    }),
    { numRuns },
  );
});

/** The same inventory without anything that NetBox has a number for. */
function strange(now: CurrentInventory): CurrentInventory {
  const keys = new Map<string, string>();
  const text = JSON.stringify(now, (name, value) => {
    if (!/^key$|Key$|Keys$/.test(name) || typeof value !== "string") return value;
    if (!keys.has(value)) keys.set(value, `new:${keys.size + 1}`);
    return keys.get(value);
  });
  return JSON.parse(text, (name, value) =>
    name === "feedKeys" ? (value as string[]).map((key) => keys.get(key) ?? key) : value,
  );
}

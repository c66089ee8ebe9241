import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import type { CurrentServer } from "@headroom/core/topology/proposal/current";
import { currentOf } from "@headroom/core/topology/proposal/current-of";
import type { SourceObject } from "@headroom/core/topology/proposal/types";
import { expect, test } from "vitest";
import { filesIn, SMALL } from "../fixtures/files";
import { readNetbox } from "../read";
import { proposalOf } from "./now";
import { PER_SERVER, streamedFiles } from "./stream";

const PARTS = 10;
const DEVICES = 100;

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;

/** Facts with something in them that is copied with them, and is gone when no copy is held any more. */
const mark = Symbol("held");
const marked = (facts: SourceObject["facts"], marks: WeakRef<object>[]): SourceObject["facts"] => {
  const sign = {};
  marks.push(new WeakRef(sign));
  return Object.assign({ ...facts }, { [mark]: sign });
};

test.each(["csv", "json", "forms"] as const)("%s holds one part of the servers that NetBox knows", async (format) => {
  const base = readNetbox(filesIn(SMALL)).objects.filter(({ kind }) => !PER_SERVER.some((one) => one === kind));
  const before = proposalOf(base)!;
  const rack = base.find(({ kind }) => kind === "dcim_rack")!;
  const type = base.find(({ kind }) => kind === "dcim_devicetype")!;
  const role = base.find(({ kind }) => kind === "dcim_devicerole")!;
  const where = { rack_id: rack.externalId, site_id: rack.facts.site_id!, device_type_id: type.externalId };
  const marks: WeakRef<object>[] = [];
  let [most, parts] = [0, 0];
  async function* known() {
    for (let part = 0; part < PARTS; part++) {
      // finalisation waits for the turn to end
      await new Promise((resolve) => setImmediate(resolve));
      collect();
      most = Math.max(most, marks.filter((one) => one.deref() !== undefined).length);
      parts += 1;
      const ids = Array.from({ length: DEVICES }, (_, i) => String(part * DEVICES + i + 1));
      yield {
        devices: ids.map((externalId) => ({
          ...{ kind: "dcim_device", externalId, digest: "" },
          facts: marked(
            {
              ...where,
              name: `d${externalId}`,
              role_id: role.externalId,
              status: "active",
              position: "3",
              face: "front",
            },
            marks,
          ),
        })),
        hung: ids.map((externalId) => ({
          ...{ kind: "dcim_powerport", externalId, digest: "" },
          facts: marked({ device_id: externalId, name: "PSU", maximum_draw: "300" }, marks),
        })),
        servers: ids.map(
          (id): CurrentServer => ({
            ...{
              key: `device:${id}`,
              name: `d${id}`,
              rackKey: `rack:${rack.externalId}`,
              serverTypeKey: `devicetype:${type.externalId}`,
            },
            ...{
              serial: null,
              assetTag: null,
              startU: 3,
              heightU: 1,
              face: "both",
              state: "in_service",
              condition: "ok",
            },
            ...{ tags: [], customFields: null },
          }),
        ),
      };
    }
  }
  async function* fresh() {}
  const servers = { known, fresh, contested: new Set<string>() };
  const now = { ...currentOf(before), servers: [] };
  let rows = 0;
  for await (const { name, pieces } of streamedFiles(now, base, before, servers, { format, version: "4.x" }))
    for await (const piece of pieces)
      if (/device[s.]|dcim_device\./.test(name)) rows += Buffer.from(piece).toString().split("\n").length - 1;
  expect(rows).toBeGreaterThanOrEqual(PARTS * DEVICES);
  expect(parts).toBeGreaterThanOrEqual(3 * PARTS);
  // two objects a device: of the part in hand and the one before it, never of all
  expect(most).toBeLessThanOrEqual(3 * 2 * DEVICES);
});

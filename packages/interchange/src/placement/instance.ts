import { err, ok, type Result } from "@headroom/core/foundation/result";
import type { Pin, PlacementRequest, RackDemandSpec } from "@headroom/core/planning/placement/types";
import type { DatacenterModel, PlacedRacks } from "@headroom/core/topology/datacenter";
import { textOf } from "./bytes";
import { type FileFault, show } from "./fault";
import { checkInstance } from "./instance-faults";
import { readModel } from "./instance-model";
import { readDemand, readPin, readPlaced, readRequest } from "./instance-read";
import { type JsonObject, parseJson } from "./json";
import { Shape } from "./shape";

export const INSTANCE_FORMAT = "headroom.placement-instance/1";
/** With optional keys for what `/1` has no words for (docs/planning/format-2.md). */
export const INSTANCE_FORMAT_2 = "headroom.placement-instance/2";
const FORMATS = [INSTANCE_FORMAT, INSTANCE_FORMAT_2] as const;

/** A placement instance (format `headroom.placement-instance/1` or `/2`). */
export interface PlacementInstance {
  readonly name: string;
  readonly model: DatacenterModel;
  readonly placed: readonly PlacedRacks[];
  readonly history: readonly RackDemandSpec[];
  readonly batchSize: number;
  readonly requests: readonly PlacementRequest[];
  /** `/2` only. Absent: none. */
  readonly pinned?: readonly Pin[];
  /** `/2` only. Absent: none. */
  readonly forbiddenRowIds?: readonly string[];
}

/** Reads an instance from parsed JSON. */
function readInstance(s: Shape, root: JsonObject, formats: readonly string[]): PlacementInstance {
  const { format } = root;
  if (typeof format !== "string" || !formats.includes(format))
    s.fault("$.format", formats.map(show).join(" or "), show(format));
  // what has another format is read as the richer one: no key of it shall be a second mistake
  const more = format !== INSTANCE_FORMAT;
  const name = s.text(root.name, "$.name");
  const items = <T>(key: string, read: (item: JsonObject, path: string) => T): T[] =>
    s.list(root[key], `$.${key}`).map((item, i) => read(s.object(item, `$.${key}[${i}]`), `$.${key}[${i}]`));
  const pinned = more && root.pinned !== undefined ? items("pinned", (item, path) => readPin(s, item, path)) : [];
  const forbidden =
    more && root.forbiddenRows !== undefined
      ? s.list(root.forbiddenRows, "$.forbiddenRows").map((row, i) => s.text(row, `$.forbiddenRows[${i}]`))
      : [];
  return {
    name,
    model: readModel(s, name, s.object(root.datacenter, "$.datacenter"), more),
    placed: items("placed", (item, path) => readPlaced(s, item, path, more)),
    history: items("history", (item, path) => readDemand(s, item, path, more)),
    batchSize: s.whole(root.batchSize, "$.batchSize", 1, Number.MAX_SAFE_INTEGER),
    requests: items("requests", (item, path) => readRequest(s, item, path, more)),
    ...(pinned.length > 0 ? { pinned } : {}),
    ...(forbidden.length > 0 ? { forbiddenRowIds: forbidden } : {}),
  };
}

/** Parses an instance file (UTF-8 JSON, plain or gzip), or returns everything that is wrong with it. `formats`: those that are welcome. */
export function parseInstance(
  file: string,
  bytes: Uint8Array,
  formats: readonly string[] = FORMATS,
): Result<PlacementInstance, readonly FileFault[]> {
  const text = textOf(file, bytes);
  if (!text.ok) return err([text.error]);
  const json = parseJson(file, text.value);
  if (!json.ok) return err([json.error]);
  const s = new Shape(file);
  const instance = readInstance(s, s.object(json.value, "$"), formats);
  if (!s.faults.some((fault) => fault.path === "$.format")) checkInstance(s, instance);
  return s.faults.length > 0 ? err(s.faults) : ok(instance);
}

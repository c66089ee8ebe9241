import type { ScenarioChange, ScenarioChangeKind } from "@headroom/contracts/scenario";
import { err, ok, type Result } from "@headroom/core/foundation/result";
import { type ChangeFault, type World, withDatacenter } from "../world";
import { withoutDevices } from "./device-out";
import { addRows, NewIds } from "./extra-rows";
import { faultsOf } from "./faults";
import { addPower, closeZone, racksInZone } from "./limits";
import { changeRackPower, forbid, grow, pin } from "./requests";

type Of<K extends ScenarioChangeKind> = Extract<ScenarioChange, { kind: K }>;

/**
 * The world with the changes made, or every change that names something it does not have. The world given is left as it is; without
 * changes the answer is that very world. What the list's order is makes no difference: changes are made kind by kind, rows before limits, limits
 * before what is gone (so that it takes new things along), and restrictions of requests last, on the rows that there are.
 */
export function applyScenario(world: World, changes: readonly ScenarioChange[]): Result<World, readonly ChangeFault[]> {
  const faults = faultsOf(world, changes);
  if (faults.length > 0) return err(faults);
  const of = <K extends ScenarioChangeKind>(kind: K) =>
    changes.filter((change): change is Of<K> => change.kind === kind).sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  const ids = new NewIds();
  let at = world;
  for (const change of of("growth")) at = grow(at, change);
  for (const change of of("rack_power")) at = changeRackPower(at, change);
  for (const change of of("extra_rows")) at = withRows(at, change, ids);
  for (const change of of("extra_power")) at = inDatacenter(at, change, (d) => addPower(d, change));
  at = closeZones(at, of("zone_out"));
  at = takeOut(at, of("device_out"));
  for (const change of of("pin")) at = pin(at, change);
  for (const change of of("forbid")) at = forbid(at, change);
  for (const { order } of of("order")) at = { ...at, order };
  for (const { policy } of of("policy")) at = { ...at, policy };
  return ok(at);
}

const keyOf = (change: ScenarioChange): string => JSON.stringify(change);

type InDatacenter = World["datacenters"][number];

function inDatacenter(
  world: World,
  { datacenterId }: { readonly datacenterId: number },
  change: (datacenter: InDatacenter) => InDatacenter,
): World {
  return withDatacenter(world, change(world.datacenters.find((d) => d.id === datacenterId)!));
}

/** Who may stand in a row may stand in those like it. */
function withRows(world: World, change: Of<"extra_rows">, ids: NewIds): World {
  const before = new Set(world.datacenters.find((d) => d.id === change.datacenterId)!.model.rows.map((row) => row.id));
  const at = inDatacenter(world, change, (d) => addRows(d, change, ids));
  const rows = at.datacenters.find((d) => d.id === change.datacenterId)!.model.rows;
  const added = rows.map((row) => row.id).filter((id) => !before.has(id));
  return {
    ...at,
    asks: at.asks.map((ask) =>
      ask.allowedRowIds?.includes(change.likeRowId) ? { ...ask, allowedRowIds: [...ask.allowedRowIds, ...added] } : ask,
    ),
  };
}

function closeZones(world: World, changes: readonly Of<"zone_out">[]): World {
  return changes.reduce((at, change) => {
    const datacenter = at.datacenters.find((d) => d.id === change.datacenterId)!;
    const uncooledRacks = at.hurt.uncooledRacks + racksInZone(datacenter, change.zoneId);
    return { ...withDatacenter(at, closeZone(datacenter, change)), hurt: { ...at.hurt, uncooledRacks } };
  }, world);
}

function takeOut(world: World, changes: readonly Of<"device_out">[]): World {
  let at = world;
  for (const id of new Set(changes.map((c) => c.datacenterId))) {
    const devices = new Set(changes.filter((c) => c.datacenterId === id).map((c) => c.deviceId));
    const done = withoutDevices(at.datacenters.find((d) => d.id === id)!, devices);
    at = {
      ...withDatacenter(at, done.snapshot),
      hurt: {
        ...at.hurt,
        oneFeedRacks: at.hurt.oneFeedRacks + done.hurtRacks,
        darkRacks: at.hurt.darkRacks + done.darkRacks,
      },
    };
  }
  return at;
}

import type { DatacenterModel } from "../../topology/datacenter";
import type { PlacementRequest, RelaxationChange } from "./types";

const LIFTED: ReadonlySet<string> = new Set(["spread", "antiAffinity", "affinity"]);

/**
 * A datacenter and a request with changes made that were proposed to make it fit: "try it" solves again with these. Limits are raised
 * by their amounts, what is none of the datacenter's (a request's rules, a day) is eased in the request. Pure; unknown ids change nothing.
 */
export function relaxed(
  model: DatacenterModel,
  request: PlacementRequest,
  changes: readonly RelaxationChange[],
): { readonly model: DatacenterModel; readonly request: PlacementRequest } {
  const by = (limit: string, id: string): number =>
    changes.filter((c) => c.limit === limit && c.subjectId === id).reduce((most, c) => Math.max(most, c.amount), 0);
  const raised = <T extends object, K extends keyof T>(thing: T, key: K, amount: number): T =>
    amount > 0 && typeof thing[key] === "number" ? { ...thing, [key]: (thing[key] as number) + amount } : thing;
  const tagged = (rowId: string): boolean => changes.some((c) => c.limit === "tags" && c.subjectId === rowId);
  const limits: ReadonlySet<string> = new Set(changes.map((c) => c.limit));
  const next: DatacenterModel = {
    ...model,
    rooms: model.rooms.map((room) => raised(room, "weightLimitKg", by("roomWeight", room.id))),
    rows: model.rows.map((row) => {
      const wider = raised(row, "ports", by("ports", row.id));
      return tagged(row.id)
        ? { ...wider, tags: [...new Set([...(row.tags ?? []), ...(request.requiredTags ?? [])])] }
        : wider;
    }),
    groups: model.groups.map((group) =>
      raised(
        raised(group, "positions", by("positions", group.id)),
        "positionWeightLimitKg",
        by("positionWeight", group.id),
      ),
    ),
    devices: model.devices.map((device) =>
      raised(raised(device, "capacityW", by("power", device.id)), "failoverCapacityW", by("failover", device.id)),
    ),
    coolingZones: model.coolingZones.map((zone) => raised(zone, "capacityW", by("cooling", zone.id))),
    ...(model.networkZones
      ? { networkZones: model.networkZones.map((zone) => raised(zone, "ports", by("ports", zone.id))) }
      : {}),
    ...(limits.has("freeze") ? { freezes: [] } : {}),
  };
  const eased: Record<string, unknown> = { ...request };
  for (const { limit } of changes) if (LIFTED.has(limit)) delete eased[limit];
  return { model: next, request: eased as unknown as PlacementRequest };
}

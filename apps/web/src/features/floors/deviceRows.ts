import type { Floor } from "@headroom/contracts/fleet";
import type { FloorIndex } from "./floorIndex";

/** One power device as the tables show it. */
export interface DeviceRow {
  readonly id: string;
  readonly code: string;
  readonly kind: string;
  /** Device it hangs from; null: a top device. */
  readonly parent: string | null;
  readonly roomId: string;
  readonly nowW: number;
  readonly limitW: number;
  readonly nowShare: number;
  /** After the failure shown, else after the worst single failure of its room; null: it is down itself, or nothing can fail over to it. */
  readonly afterW: number | null;
  readonly afterLimitW: number;
  readonly afterShare: number | null;
  /** The top device that is down in `afterW`. */
  readonly failed: string | null;
}

/** Every power device of the rooms, the one nearest to (or furthest over) its limit first. */
export function deviceRows(floor: Floor, index: FloorIndex, failedId: string | null): DeviceRow[] {
  const failedRoom = failedId === null ? undefined : index.devices.get(failedId)?.roomId;
  const rows = floor.devices
    .filter((device) => failedRoom === undefined || device.roomId === failedRoom)
    .map((device): DeviceRow => {
      const failed = failedId ?? worstFailure(device, index);
      const afterW = failed === null ? null : index.afterW(device.id, failed);
      return {
        id: device.id,
        code: device.code,
        kind: device.kind,
        parent: device.parentId === null ? null : (index.devices.get(device.parentId)?.code ?? device.parentId),
        roomId: device.roomId,
        nowW: index.loadW(device.id),
        limitW: device.capacityW,
        nowShare: index.shareOf(device.id, null) ?? 0,
        afterW,
        afterLimitW: device.failoverCapacityW,
        afterShare: failed === null ? null : index.shareOf(device.id, failed),
        failed: failed === null ? null : (index.devices.get(failed)?.code ?? failed),
      };
    });
  const worst = (row: DeviceRow) =>
    failedId === null ? Math.max(row.nowShare, row.afterShare ?? 0) : (row.afterShare ?? -1);
  return rows.sort((a, b) => worst(b) - worst(a) || a.code.localeCompare(b.code, "en", { numeric: true }));
}

/** The top device whose failure loads this one most; null in a room where nothing else can fail. */
function worstFailure(device: Floor["devices"][number], index: FloorIndex): string | null {
  let worst: string | null = null;
  let most = Number.NEGATIVE_INFINITY;
  for (const top of index.tops.get(device.roomId) ?? []) {
    const after = index.afterW(device.id, top.id);
    if (after !== null && after > most) {
      worst = top.id;
      most = after;
    }
  }
  return worst;
}

const kinds: Record<string, string> = { ups: "UPS", pdu: "PDU", row_device: "Row device" };

/** "UPS", "Row device". */
export const deviceKind = (kind: string): string => kinds[kind] ?? kind.replaceAll("_", " ");

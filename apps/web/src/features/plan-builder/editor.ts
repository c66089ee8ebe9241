import { knobOf } from "@headroom/contracts/knobs";
import type { BatchOrder, ScenarioChange, ScenarioChangeKind } from "@headroom/contracts/scenario";

/** Changes that have a field of their own in the editor; the others are a list. */
const single: readonly ScenarioChangeKind[] = ["growth", "order", "policy"];

/** What the editor's fields say. */
export interface Draft {
  readonly name: string;
  readonly growth: number | null;
  readonly order: BatchOrder | null;
  readonly policy: "place-all" | "selective" | null;
  readonly others: readonly ScenarioChange[];
}

export function draftOf(
  scenario: { readonly name: string; readonly changes: readonly ScenarioChange[] } | null,
): Draft {
  const changes = scenario?.changes ?? [];
  return {
    name: scenario?.name ?? "",
    growth: changes.find((c) => c.kind === "growth")?.percent ?? null,
    order: changes.find((c) => c.kind === "order")?.order ?? null,
    policy: changes.find((c) => c.kind === "policy")?.policy ?? null,
    others: changes.filter((c) => !single.includes(c.kind)),
  };
}

/** The list of changes that the fields come to; nothing is in it that changes nothing. */
export function changesOf({ growth, order, policy, others }: Draft): ScenarioChange[] {
  return [
    ...(growth ? [{ kind: "growth", percent: growth } as const] : []),
    ...(order ? [{ kind: "order", order } as const] : []),
    ...(policy ? [{ kind: "policy", policy } as const] : []),
    ...others,
  ];
}

/** The list with one more; one that turns the same thing gives way. */
export const withChange = (others: readonly ScenarioChange[], change: ScenarioChange): ScenarioChange[] => [
  ...others.filter((other) => knobOf(other) !== knobOf(change)),
  change,
];

/** What is being added: its kind, and the fields filled so far. */
export interface Pending {
  readonly kind: ScenarioChangeKind | "";
  readonly datacenterId: number | null;
  /** The device, zone, row or rack type; of extra power with its kind: "device 12". */
  readonly target: string;
  readonly requestId: number | null;
  readonly amount: number | null;
  readonly standing: boolean;
}

export const noPending: Pending = {
  kind: "",
  datacenterId: null,
  target: "",
  requestId: null,
  amount: null,
  standing: false,
};

/** The change that is being added, once every field of its kind is filled; null until then. */
export function pendingChange({
  kind,
  datacenterId,
  target,
  requestId,
  amount,
  standing,
}: Pending): ScenarioChange | null {
  if (kind === "" || target === "") return null;
  if (kind === "rack_power") return amount ? { kind, rackType: target, percent: amount, standing } : null;
  if (datacenterId === null) return null;
  switch (kind) {
    case "device_out":
      return { kind, datacenterId, deviceId: target };
    case "zone_out":
      return { kind, datacenterId, zoneId: target };
    case "extra_rows":
      return amount ? { kind, datacenterId, likeRowId: target, rows: amount } : null;
    case "extra_power": {
      const [what, targetId = ""] = target.split(" ");
      const on = what === "zone" ? "zone" : "device";
      return amount ? { kind, datacenterId, target: on, targetId, extraW: Math.round(amount * 1000) } : null;
    }
    case "pin":
    case "forbid":
      return requestId === null ? null : { kind, requestId, datacenterId, rowId: target };
    default:
      return null;
  }
}

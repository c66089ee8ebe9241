import type { PlanDetail } from "@headroom/contracts/plan";
import type { BatchOrder, ScenarioChange, ScenarioChangeKind } from "@headroom/contracts/scenario";
import { formatCount, formatPower, formatSigned } from "@headroom/ui/format/numbers";
import type { Names } from "./names";

export const orderWords: Readonly<Record<BatchOrder, string>> = {
  urgent: "Urgent first",
  arrival: "As they came",
  largest: "Largest first",
};

export const policyWords: Readonly<Record<PlanDetail["policy"], string>> = {
  "place-all": "Place all that fits",
  selective: "Selective",
};

const percent = (change: number): string => `${formatSigned(change)} %`;

/** One change, as it stands in a cell: "UPS-1A out, STO-1". */
export function changeWords(change: ScenarioChange, names: Names): string {
  switch (change.kind) {
    case "growth":
      return `${percent(change.percent)} racks`;
    case "rack_power":
      return `${change.rackType} ${percent(change.percent)}${change.standing ? ", standing ones too" : ""}`;
    case "device_out":
      return `${names.device(change.datacenterId, change.deviceId)} out, ${names.datacenter(change.datacenterId)}`;
    case "zone_out":
      return `Cooling ${names.zone(change.datacenterId, change.zoneId)} out, ${names.datacenter(change.datacenterId)}`;
    case "extra_rows": {
      const like = names.row(change.datacenterId, change.likeRowId);
      return `${formatCount(change.rows, "row")} like ${like}, ${names.datacenter(change.datacenterId)}`;
    }
    case "extra_power": {
      const on =
        change.target === "device"
          ? names.device(change.datacenterId, change.targetId)
          : `cooling ${names.zone(change.datacenterId, change.targetId)}`;
      return `${formatPower(change.extraW, { signed: true }).text} on ${on}, ${names.datacenter(change.datacenterId)}`;
    }
    case "pin":
      return `${names.request(change.requestId)} in ${names.datacenter(change.datacenterId)} ${names.row(change.datacenterId, change.rowId)}`;
    case "forbid":
      return `${names.request(change.requestId)} not in ${names.datacenter(change.datacenterId)} ${names.row(change.datacenterId, change.rowId)}`;
    case "order":
      return orderWords[change.order];
    case "policy":
      return policyWords[change.policy];
  }
}

export interface KnobRow {
  readonly id: string;
  readonly label: string;
  readonly kinds: readonly ScenarioChangeKind[];
  /** How the base is set. */
  readonly base: (plan: Pick<PlanDetail, "policy">) => string;
}

/** The knobs in the order they stand in. */
export const knobRows: readonly KnobRow[] = [
  { id: "growth", label: "Growth", kinds: ["growth"], base: () => "As asked" },
  { id: "order", label: "Order", kinds: ["order"], base: () => orderWords.urgent },
  { id: "policy", label: "Policy", kinds: ["policy"], base: ({ policy }) => policyWords[policy] },
  { id: "power", label: "Rack power", kinds: ["rack_power"], base: () => "As in the catalogue" },
  { id: "out", label: "Out of service", kinds: ["device_out", "zone_out"], base: () => "Nothing" },
  { id: "extra", label: "Added", kinds: ["extra_rows", "extra_power"], base: () => "Nothing" },
  { id: "rows", label: "Rows of requests", kinds: ["pin", "forbid"], base: () => "Any that fits" },
];

/** What a knob is set to in a scenario; null: as in the base. */
export function knobWords(row: KnobRow, changes: readonly ScenarioChange[], names: Names): string | null {
  const mine = changes.filter((change) => row.kinds.includes(change.kind));
  return mine.length > 0 ? mine.map((change) => changeWords(change, names)).join("; ") : null;
}

/** All changes in a line, for a name that nobody typed and for notes. */
export const summaryWords = (changes: readonly ScenarioChange[], names: Names): string =>
  changes.length === 0 ? "Nothing changed" : changes.map((change) => changeWords(change, names)).join("; ");

/** Kinds that make another world, in the words of the reason why a scenario cannot be kept. */
export const worldWords: Readonly<Record<string, string>> = {
  growth: "more racks than were asked for",
  rack_power: "another power of a rack type",
  device_out: "a device that is gone",
  zone_out: "a cooling zone that is gone",
  extra_rows: "rows that are not there",
  extra_power: "capacity that is not there",
};

import type { ScenarioBoard, ScenarioOptions } from "@headroom/contracts/scenario";
import { rowLabel } from "../words/places";

/** What the ids in changes are called. What the fleet no longer has is said as such. */
export interface Names {
  datacenter(id: number): string;
  device(datacenterId: number, id: string): string;
  zone(datacenterId: number, id: string): string;
  /** Room and row: "2-17". */
  row(datacenterId: number, id: string): string;
  request(id: number): string;
}

const GONE = "something that is gone";

export function namesOf(options: ScenarioOptions | undefined, requests: ScenarioBoard["requests"]): Names {
  const datacenter = (id: number) => options?.datacenters.find((d) => d.id === id);
  const unknown = options === undefined ? "…" : GONE;
  return {
    datacenter: (id) => datacenter(id)?.code ?? unknown,
    device: (at, id) => datacenter(at)?.devices.find((d) => d.id === id)?.name ?? unknown,
    zone: (at, id) => datacenter(at)?.zones.find((z) => z.id === id)?.name ?? unknown,
    row(at, id) {
      const row = datacenter(at)?.rows.find((r) => r.id === id);
      return row ? rowLabel(row.room, row.name) : unknown;
    },
    request: (id) => `RQ-${id}${requests.some((r) => r.id === id) ? "" : " (not in the plan)"}`,
  };
}

import type { RequestRow } from "@headroom/contracts/request";
import { formatCount, formatNumber } from "@headroom/ui/format/numbers";

type Unit = RequestRow["unit"];

export const unitWords: Record<Unit, string> = {
  racks: "racks",
  cores: "cores",
  memory_gib: "GiB of memory",
  storage_tb: "TB of storage",
  gpus: "GPUs",
};

/** "12 × C5" for twelve racks of that type. */
export const racksOf = (racks: number, rackType: string): string => `${formatNumber(racks)} × ${rackType}`;

/** "12,800 cores, 12 racks of C5": what was asked for, and what it comes to. */
export function askedWords(request: Pick<RequestRow, "unit" | "amount" | "racks" | "rackType">): string {
  const racks = `${formatCount(request.racks, "rack")} of ${request.rackType}`;
  return request.unit === "racks" ? racks : `${formatNumber(request.amount)} ${unitWords[request.unit]}, ${racks}`;
}

/** The narrowest place asked for. */
export const placeWords = (request: Pick<RequestRow, "region" | "zone" | "datacenter">): string =>
  request.datacenter ?? (request.zone ? `${request.region}, zone ${request.zone}` : request.region);

export const priorityWords: Record<number, string> = { 1: "Urgent", 2: "Normal", 3: "Low", 4: "When there is room" };

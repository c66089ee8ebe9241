import type { OverrideDto } from "@headroom/contracts/override";

/** The rows of the page, as a file. */
export function overridesCsv(list: readonly OverrideDto[]): { header: string[]; rows: (string | number)[][] } {
  return {
    header: [
      ...["moved_at", "by", "plan", "request", "rack_type", "racks", "datacenter", "from_row", "to_row"],
      ...["reason", "note", "points", "racks_lost", "state"],
    ],
    rows: list.map((one) => [
      ...[one.createdAt, one.author.name, one.planId, one.requestId, one.rackType, one.racks, one.to.datacenter],
      ...[one.from?.row ?? "", one.to.row, one.reason, one.note, Math.round(one.cost * 1000) / 1000],
      ...[one.racksLost, one.state],
    ]),
  };
}

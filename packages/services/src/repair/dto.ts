import type { BrokenLimitDto, RepairMoveDto } from "@headroom/contracts/repair";
import type { BrokenLimit } from "@headroom/core/planning/placement/broken";
import { limitUnits } from "@headroom/core/planning/placement/limit-units";
import { limitName, subjectName } from "../placement/certificate";
import { type Names, namesOf } from "../placement/names";
import type { DatacenterSnapshot } from "../ports/fleet";
import { byType, type ProposedMove } from "./propose";

/** A broken limit in the words of the border. */
export const brokenDto = (names: Names, broken: BrokenLimit): BrokenLimitDto => ({
  limit: limitName(broken.limit),
  subject: subjectName(names, broken),
  of: broken.subjectKind,
  failed: broken.failedTopId === undefined ? null : names.device(broken.failedTopId),
  key: broken.key ?? null,
  load: broken.load,
  capacity: broken.capacity,
  over: broken.over,
  unit: limitUnits[broken.limit],
});

/** What a move eases. */
export const mendsDto = (names: Names, { eases }: ProposedMove): RepairMoveDto["mends"] =>
  eases.map(({ limit, left }) => ({ ...brokenDto(names, limit), left }));

/** A move, rack type by rack type. */
export function moveDtos(snapshot: DatacenterSnapshot, move: ProposedMove): RepairMoveDto[] {
  const names = namesOf(snapshot);
  const place = (rowId: string) => ({ rowId: Number(rowId), row: names.row(rowId), room: names.roomOf(rowId) });
  return byType(move).map((racks) => ({
    racks: racks.length,
    rackType: racks[0]!.rackType,
    from: place(move.fromRowId),
    to: place(move.toRowId),
    list: racks.map(({ rack, from, to }) => ({ rack, from: from.number, to: to.number })),
    mends: mendsDto(names, move),
  }));
}

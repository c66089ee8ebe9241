import type { RecordType } from "@headroom/core/topology/records/types";
import { columnOf } from "@headroom/core/topology/table/columns";
import type { Condition } from "@headroom/core/topology/table/filter";
import { type PlanChanges, placeKey, placeWords } from "../when/planChanges";
import type { Cell, Row } from "./cells";

/** The fields of a type that say from when and until when a record of it is there; null: it has none, and stands still in time. */
export interface TypeTimes {
  readonly comes: string | null;
  readonly leaves: string | null;
  /** Its state is one of a life. */
  readonly hasState: boolean;
}

const COMES = ["valid_from", "installed_on", "starts_on", "orderable_from"];
const LEAVES = ["valid_to", "ends_on", "end_of_life", "orderable_to"];
/** Types whose records plans add, move or retire. */
const PLANNED: readonly string[] = ["racks", "servers", "placements", "positions"];

export function timesOf(type: RecordType): TypeTimes | null {
  const first = (names: readonly string[]) =>
    names.find((name) => type.fields.some((field) => field.name === name)) ?? null;
  const [comes, leaves] = [first(COMES), first(LEAVES)];
  const hasState = type.fields.some((one) => one.kind.type === "choice" && one.kind.sqlType === "asset_state");
  return comes || leaves || hasState || PLANNED.includes(type.name) ? { comes, leaves, hasState } : null;
}

/** Columns that are read beside those shown, so that every row can say what becomes of it. */
export function columnsBeside(type: RecordType, times: TypeTimes, shown: readonly string[]): readonly string[] {
  const wanted = [times.comes, times.leaves, times.hasState ? "state" : null, type.name === "servers" ? "rack" : null];
  return [...new Set(wanted.flatMap((name) => name ?? []))].filter(
    (name) => !shown.includes(name) && columnOf(type, name),
  );
}

/** What becomes of a row: it is planned, or leaves, and in words why; null: it stays as it is. */
export interface RowMoment {
  readonly tone: "planned" | "leaving" | "coming";
  readonly text: string;
}

const FUTURE: readonly unknown[] = ["planned", "ordered", "arrived"];

/** `value`: of a column of the row, shown or read beside. Days are texts, "2027-02-26". */
export function momentByDates(
  times: TypeTimes,
  value: (column: string) => Cell | undefined,
  { today, on }: { readonly today: string; readonly on: string },
): RowMoment | null {
  const day = (column: string | null) => {
    const found = column === null ? null : value(column);
    return typeof found === "string" && found !== "" ? found : null;
  };
  const [comes, leaves] = [day(times.comes), day(times.leaves)];
  if (leaves !== null && leaves > today && leaves <= on) return { tone: "leaving", text: `leaves ${leaves}` };
  if (comes !== null && comes > today)
    return comes <= on
      ? { tone: "coming", text: `comes ${comes}` }
      : { tone: "planned", text: `comes later, ${comes}` };
  if (times.hasState && FUTURE.includes(value("state"))) return { tone: "planned", text: "to come, no day set" };
  return null;
}

/** What a plan does with a row of a type. */
export function momentByPlan(
  type: RecordType,
  key: Row["key"],
  value: (column: string) => Cell | undefined,
  { adds, moves, retires }: PlanChanges,
): RowMoment | null {
  const rack =
    type.name === "racks" || type.name === "placements" ? key[0] : type.name === "servers" ? value("rack") : null;
  const to = typeof rack === "string" ? moves.get(rack) : undefined;
  if (to !== undefined)
    return { tone: "leaving", text: type.name === "servers" ? `moves with its rack to ${to}` : `moves to ${to}` };
  const at = type.name === "positions" ? key : ["datacenter", "room", "row", "number"].map(value);
  const place = at.join(" ");
  if (retires.has(place)) return { tone: "leaving", text: "retires" };
  const added = type.name === "positions" ? adds.find((add) => placeKey(add) === place) : undefined;
  return added ? { tone: "planned", text: `${added.rack ?? added.rackType} comes here` } : null;
}

/** Racks that only the plan knows, as rows of the table: beside the real ones, as far as the filter asks for them. */
export function plannedRows(
  type: RecordType,
  columns: readonly string[],
  filter: readonly Condition[],
  plan: { readonly id: number; readonly changes: PlanChanges },
): readonly Row[] {
  if (type.name !== "racks") return [];
  return plan.changes.adds.flatMap((add, at): Row[] => {
    if (add.rack !== null) return [];
    const cells: Record<string, Cell> = {
      code: `${add.datacenter}, ${placeWords(add)}`,
      datacenter: add.datacenter,
      rack_type: add.rackType,
      state: "planned",
      installed_on: add.startsOn,
    };
    if (!filter.every((condition) => holds(condition, cells[condition.column]))) return [];
    return [
      { id: -1 - at, version: 0, key: [cells.code as string], cells: columns.map((name) => cells[name] ?? null) },
    ];
  });
}

export const isPlannedRow = ({ id }: Pick<Row, "id">): boolean => id < 0;

function holds(condition: Condition, value: Cell | undefined): boolean {
  const text = typeof value === "string" ? value.toLowerCase() : null;
  switch (condition.is) {
    case "empty":
      return text === null;
    case "filled":
      return text !== null;
    case "contains":
      return text?.includes(condition.text.toLowerCase()) ?? false;
    case "begins":
      return text?.startsWith(condition.text.toLowerCase()) ?? false;
    case "one_of":
      return text !== null && condition.values.some((one) => one.toLowerCase() === text);
    case "between":
      return (
        text !== null &&
        (condition.from === null || text >= condition.from) &&
        (condition.to === null || text <= condition.to)
      );
  }
}

import { formatList } from "../format/lists";
import { formatPercent } from "../format/numbers";

/** What a floor shows, free of pixels. The page maps facts to this; layout and drawing read nothing else. */

/**
 * rack: stands and draws power. free, blocked, unknown: nothing known to stand there.
 * reserved: kept for somebody, in use by nobody. planned: of the plan shown. held: of a plan waiting for signatures.
 * committed: approved, not yet in service. retiring: stands, and is to leave. left: stands now, and has left by the day that is shown.
 */
export type CellState =
  | "rack"
  | "free"
  | "blocked"
  | "unknown"
  | "reserved"
  | "planned"
  | "held"
  | "committed"
  | "retiring"
  | "left";

export interface FloorCell {
  /** Identity of the position. */
  id: string;
  /** How the position is called: "NRD2-1-17-04". */
  label: string;
  state: CellState;
  /** Share of the chosen metric's limit, 0 to 1 and above; null: not known. Only racks are coloured by it. */
  heat: number | null;
  /** The metric has no limit here: nothing to be a share of. */
  noLimit?: boolean;
  /** Runs on one feed after the failure shown. */
  lostFeed?: boolean;
  /** Said after the state: "C5, 6.6 of 8.8 kW". */
  detail?: string;
  /** Printed in the cell once it is large enough; the label where there is none: "R-01234". */
  name?: string;
  /** Printed under the name: "C5", "8.8 kW". */
  lines?: readonly string[];
}

export interface FloorRow {
  id: string;
  /** "1-17". */
  label: string;
  /** Beside the cells: "17". */
  short: string;
  cells: readonly FloorCell[];
}

export interface FloorRoom {
  id: string;
  name: string;
  /** "11.0 / 12.0 MW, 4N/3". */
  note?: string;
  rows: readonly FloorRow[];
}

/** P power device, F failover, C cooling, W weight, S space. */
export type StrandCause = "P" | "F" | "C" | "W" | "S";

/** A run of positions of one row whose capacity cannot be used, and by what. */
export interface StrandedRun {
  room: number;
  row: number;
  from: number;
  count: number;
  cause: StrandCause;
}

/** Room, row and position by index. `cell` null means the row as a whole. */
export interface CellRef {
  room: number;
  row: number;
  cell: number | null;
}

/** What is looked at, free of the screen's size, so that an address can keep it: a position in the middle, and how wide its cells are. */
export interface FloorLook {
  ref: CellRef;
  cellPx: number;
}

export interface FloorScene {
  rooms: readonly FloorRoom[];
  stranded: readonly StrandedRun[];
}

export const CAUSE_WORD: Record<StrandCause, string> = {
  P: "power device",
  F: "failover",
  C: "cooling",
  W: "weight",
  S: "space",
};

export const CELL_WORD: Record<CellState, string> = {
  rack: "rack",
  free: "free",
  blocked: "blocked",
  unknown: "not known",
  reserved: "reserved",
  planned: "planned",
  held: "held for a plan",
  committed: "committed, not yet in service",
  retiring: "leaving",
  left: "free, left by then",
};

export function sameRef(a: CellRef | null, b: CellRef | null): boolean {
  return a === b || (a !== null && b !== null && a.room === b.room && a.row === b.row && a.cell === b.cell);
}

const percentWord = (share: number): string =>
  Number.isFinite(share) ? `${formatPercent(share).value} %` : "over its limit";

/** The cell in words, for the spoken grid and the tooltip. */
export function describeCell(cell: FloorCell, causes: readonly StrandCause[] = []): string {
  const heat =
    (cell.state === "rack" || cell.state === "retiring") && cell.heat !== null ? `, ${percentWord(cell.heat)}` : "";
  const isRack = cell.state === "rack" || cell.state === "retiring";
  const unknown = !isRack || cell.heat !== null ? "" : cell.noLimit ? ", no limit set" : ", not known";
  const feed = cell.lostFeed ? ", lost a feed" : "";
  const strand = causes.length > 0 ? `, stranded by ${formatList(causes.map((cause) => CAUSE_WORD[cause]))}` : "";
  return `${cell.label}, ${CELL_WORD[cell.state]}${heat}${unknown}${cell.detail ? `, ${cell.detail}` : ""}${feed}${strand}`;
}

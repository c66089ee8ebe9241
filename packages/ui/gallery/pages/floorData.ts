import type { Contents } from "../../src/floor/drawing";
import type { CellState, FloorRoom, FloorScene, StrandCause } from "../../src/floor/scene";

/** The invented floor of the design, from one seed. */
function random(seed: number) {
  let s = seed;
  return () => {
    s = (s + 0x6d2b79f5) | 0;
    let t = Math.imul(s ^ (s >>> 15), 1 | s);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const PLANNED: [number, number, number, number][] = [
  [0, 3, 17, 3],
  [0, 9, 16, 4],
  [0, 10, 15, 5],
  [0, 21, 17, 3],
  [0, 28, 16, 4],
  [1, 2, 15, 5],
  [1, 5, 14, 6],
  [1, 11, 16, 4],
  [1, 12, 15, 5],
  [1, 18, 14, 6],
  [1, 19, 16, 4],
  [1, 26, 15, 5],
  [1, 31, 14, 6],
  [1, 33, 17, 3],
];
const STRANDED: [number, number, number, number, StrandCause][] = [
  [0, 16, 6, 14, "F"],
  [0, 5, 17, 3, "C"],
  [0, 6, 17, 3, "C"],
  [0, 25, 17, 3, "P"],
  [0, 26, 17, 3, "P"],
  [1, 8, 17, 3, "W"],
  [1, 9, 17, 3, "W"],
  [1, 22, 17, 3, "P"],
  [1, 23, 17, 3, "S"],
];

export function floorScene(rowsPerRoom = 36, rooms = 2, failed = true): FloorScene {
  const next = random(42);
  const families = [0.55, 0.78, 0.42, 0.93];
  const made: FloorRoom[] = Array.from({ length: rooms }, (_, m) => ({
    id: `room-${m}`,
    name: `Room ${m + 1}`,
    note: m === 0 ? "11.0 / 12.0 MW, 4N/3" : "10.9 / 12.0 MW, 4N/3",
    rows: Array.from({ length: rowsPerRoom }, (_, k) => {
      const base = families[Math.floor(next() * 4)] ?? 0.5;
      const fill = k === 16 && m === 0 ? 6 : m ? 14 + Math.floor(next() * 6) : 16 + Math.floor(next() * 5);
      const label = `${m + 1}-${String(k + 1).padStart(2, "0")}`;
      const lost = failed && m === 0 && next() > 0.45;
      return {
        id: label,
        label,
        short: String(k + 1).padStart(2, "0"),
        cells: Array.from({ length: 20 }, (_, p) => {
          const dice = next();
          let state: CellState = p < fill ? "rack" : "free";
          if (dice > 0.985) state = "blocked";
          else if (dice > 0.972 && state === "rack") state = "unknown";
          if (PLANNED.some(([pm, pk, pp, n]) => pm === m && pk === k && p >= pp && p < pp + n)) state = "planned";
          if (STRANDED.some(([sm, sk, sp, n]) => sm === m && sk === k && p >= sp && p < sp + n)) state = "free";
          if (m === 1 && k === 0 && p > 15)
            state = (["reserved", "held", "committed", "retiring"] as const)[p - 16] ?? "free";
          const heat = m === 1 && k === 4 && p === 2 ? 1.08 : Math.min(1, Math.max(0.08, base + (next() - 0.5) * 0.34));
          return {
            id: `${label}-${p}`,
            label: `${label}-${String(p + 1).padStart(2, "0")}`,
            state,
            heat: state === "rack" || state === "retiring" ? heat : null,
            lostFeed: lost && state === "rack",
            detail: state === "rack" ? "C5" : undefined,
          };
        }),
      };
    }),
  }));
  return {
    rooms: made,
    stranded: STRANDED.filter(([room, row]) => room < rooms && row < rowsPerRoom).map(
      ([room, row, from, count, cause]) => ({ room, row, from, count, cause }),
    ),
  };
}

/** Something in every rack. */
export function contentsOf(scene: FloorScene): Map<string, Contents> {
  const next = random(7);
  const contents = new Map<string, Contents>();
  for (const room of scene.rooms)
    for (const row of room.rows)
      for (const cell of row.cells) {
        const filled = 10 + Math.floor(next() * 26);
        const devices = Array.from({ length: filled }, (_, k) => ({
          startU: k + 1,
          heightU: 1,
          face: "front" as const,
        }));
        if (cell.state === "rack") contents.set(cell.id, { heightU: 42, devices });
      }
  return contents;
}

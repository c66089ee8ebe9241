export interface FloorMiniProps {
  /** By room and row, a letter a position: `#` a rack, `p` to come, `l` leaving, `r` reserved, `x` blocked, `s` free but stranded, `.` free. */
  rooms: readonly { code: string; rows: readonly string[] }[];
  /** Said instead of the drawing. */
  label: string;
}

const CELL = 9;
const ROW = 5;
const ROOM_GAP = 6;

/** Neighbours alike are drawn as one, so that the largest floor is some thousand shapes. */
function runs(row: string): { letter: string; from: number; count: number }[] {
  const found: { letter: string; from: number; count: number }[] = [];
  for (const [at, letter] of [...row].entries()) {
    const last = found.at(-1);
    if (last?.letter === letter) last.count += 1;
    else found.push({ letter, from: at, count: 1 });
  }
  return found;
}

/** A floor as small as a stamp: where racks stand, where room is, and what is to come. */
export function FloorMini({ rooms, label }: FloorMiniProps) {
  const widths = rooms.map((room) => Math.max(1, ...room.rows.map((row) => row.length)) * CELL);
  const lefts = widths.map((_, at) => widths.slice(0, at).reduce((sum, width) => sum + width + ROOM_GAP, 0));
  const width = (lefts.at(-1) ?? 0) + (widths.at(-1) ?? CELL);
  const height = Math.max(1, ...rooms.map((room) => room.rows.length)) * ROW;
  return (
    <svg className="hr-mini" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
      {rooms.map((room, at) => (
        <g key={room.code} transform={`translate(${lefts[at]} 0)`}>
          {room.rows.map((row, line) =>
            runs(row).map(({ letter, from, count }) => (
              <rect
                // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place
                key={`${line}-${from}`}
                className="hr-mini-c"
                data-is={letter}
                x={from * CELL}
                y={line * ROW}
                width={count * CELL}
                height={ROW - 1}
              />
            )),
          )}
        </g>
      ))}
    </svg>
  );
}

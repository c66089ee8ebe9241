import type { NounKind } from "@headroom/core/topology/proposal/types";
import type pg from "pg";
import type { NounTable } from "./nouns";

/** What counts from 1 within something: no source says these numbers, so one that is taken becomes the next that is free. */
const counted: Readonly<Partial<Record<NounKind, readonly [within: string, number: string]>>> = {
  row: ["room_id", "sequence"],
  position: ["row_id", "number"],
};

/** A row by column. */
export type Stood = Readonly<Record<string, unknown>>;

/** Rows that will be written, with numbers that nothing else has. Those that are there already have been parked out of the way. */
export async function inFreePlaces(
  sql: pg.ClientBase,
  { kind, table }: NounTable,
  rows: readonly Stood[],
): Promise<readonly Stood[]> {
  const [within, number] = counted[kind] ?? [];
  if (within === undefined || number === undefined || rows.length === 0) return rows;
  const { rows: there } = await sql.query<{ of: number; number: number }>(
    `SELECT "${within}" AS of, "${number}" AS number FROM "${table}" WHERE "${within}" = ANY($1::int[])`,
    [[...new Set(rows.map((row) => row[within]))]],
  );
  const taken = new Set(there.map((one) => `${one.of} ${one.number}`));
  // a number that is wished for and free goes to who wishes for it first
  const wishes = new Set(rows.map((row) => `${row[within]} ${row[number]}`));
  return rows.map((row) => {
    let free = Number(row[number]);
    if (taken.has(`${row[within]} ${free}`))
      for (free = 1; taken.has(`${row[within]} ${free}`) || wishes.has(`${row[within]} ${free}`); ) free++;
    taken.add(`${row[within]} ${free}`);
    return free === row[number] ? row : { ...row, [number]: free };
  });
}

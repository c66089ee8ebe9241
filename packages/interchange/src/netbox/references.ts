import type { Columns, Table, TableName } from "./column";
import { type Findings, fileOf, type Loaded, reject } from "./load";

type AnyRow = Readonly<Record<string, unknown>>;

/**
 * Checks every reference of a table against tables already checked. A reference to nothing refuses the row. A row that refers to a
 * refused row goes with it without a message of its own. A table that is needed and absent is named once.
 */
export function checkReferences<R extends AnyRow>(
  table: Table<Columns>,
  loaded: Loaded<R>,
  tables: ReadonlyMap<TableName, Loaded<AnyRow>>,
  findings: Findings,
): void {
  const links = Object.entries(table.columns).flatMap(([column, { references }]) =>
    references === undefined ? [] : [{ column, target: tables.get(references) ?? loaded }],
  );
  for (const [id, row] of [...loaded.rows]) {
    for (const { column, target } of links) {
      const to = row.value[column];
      if (typeof to !== "string" || target.rows.has(to)) continue;
      if (target.state === "read" && !target.seen.has(to)) {
        reject(
          loaded,
          id,
          "reference",
          column,
          `an id of ${target.file}`,
          "add the row it means, or correct the id",
          findings,
        );
      } else {
        if (target.state === "absent")
          needFile(target.name, `${loaded.file}, line ${row.line}, column ${column}`, findings);
        drop(loaded, id);
      }
      break;
    }
  }
}

/** Refuses each cycle of a tree once, at its first row in the file, and takes out everything on or below a cycle or a refused row. */
export function checkTree<R extends AnyRow & { readonly parent_id: string | null }>(
  loaded: Loaded<R>,
  findings: Findings,
): void {
  const state = new Map<string, "open" | "good" | "bad">();
  for (const start of [...loaded.rows.keys()]) {
    const path: string[] = [];
    let at: string | null = start;
    while (at !== null && loaded.rows.has(at) && !state.has(at)) {
      state.set(at, "open");
      path.push(at);
      at = loaded.rows.get(at)?.value.parent_id ?? null;
    }
    const closes = at !== null && state.get(at) === "open" ? path.indexOf(at) : -1;
    const broken = closes >= 0 || (at !== null && (!loaded.rows.has(at) || state.get(at) === "bad"));
    for (const id of path) state.set(id, broken ? "bad" : "good");
    if (closes >= 0) {
      const cycle = path.slice(closes);
      const line = (id: string) => loaded.rows.get(id)?.line ?? 0;
      const first = cycle.reduce((a, b) => (line(b) < line(a) ? b : a));
      const shown = [...cycle.slice(0, 8), cycle.length > 8 ? "…" : cycle[0]].join(" > ");
      reject(
        loaded,
        first,
        "cycle",
        "parent_id",
        "a parent that is not below it",
        `break the cycle ${shown}`,
        findings,
      );
    }
  }
  for (const [id, found] of state) if (found === "bad") drop(loaded, id);
}

export function drop<R>(loaded: Loaded<R>, id: string): void {
  if (loaded.rows.delete(id)) loaded.counts.dependent++;
}

/** Says once that a table is missing, and who needs it. */
export function needFile(name: TableName, neededBy: string, findings: Findings): void {
  const file = fileOf(name);
  if (findings.rejected.some((found) => found.code === "missing_file" && found.file === file)) return;
  const advice = `export the table ${name} too`;
  findings.rejected.push({
    code: "missing_file",
    file,
    line: null,
    column: null,
    value: "no such file",
    expected: `the table that ${neededBy} refers to`,
    advice,
  });
}

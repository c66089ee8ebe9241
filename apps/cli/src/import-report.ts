import type { ImportReport } from "@headroom/contracts/imports";
import { oneLine } from "@headroom/interchange/placement/fault";

/** Rejected rows shown before the rest is only counted. */
const ROWS_SHOWN = 200;

const columns = ["read", "create", "update", "same", "rejected"] as const;

/** The report of a dry run as lines of text: counts, one line per rejected row, what is assumed. */
export function reportLines({
  counts,
  rejected,
  assumptions,
  warnings,
  conflicts = [],
  adopted = [],
}: ImportReport): string[] {
  const names = counts.map(({ noun }) => noun.replaceAll("_", " "));
  const wide = Math.max(4, ...names.map((name) => name.length));
  const row = (name: string, cells: readonly (string | number)[]) =>
    `  ${name.padEnd(wide)} ${cells.map((cell) => String(cell).padStart(9)).join("")}`;
  return [
    row("", columns),
    ...counts.map((count, i) =>
      row(
        names[i]!,
        columns.map((column) => count[column]),
      ),
    ),
    ...(rejected.length > 0 ? ["", `${rejected.length} rejected:`] : []),
    ...rejected.slice(0, ROWS_SHOWN).map(rejectedLine),
    ...(rejected.length > ROWS_SHOWN ? [`  and ${rejected.length - ROWS_SHOWN} more`] : []),
    ...(adopted.length > 0 ? ["", "From earlier import forms, known by name; they get the numbers of NetBox:"] : []),
    ...adopted.map(
      ({ noun, count, names }) =>
        `  ${count} x ${noun}${names.length > 0 ? `: ${names.join(", ")}${count > names.length ? " and others" : ""}` : ""}`,
    ),
    ...(conflicts.length > 0
      ? ["", "Changed here and in NetBox: it stays as it is here; --take NAME or --take all takes NetBox's side:"]
      : []),
    ...conflicts.map(
      ({ noun, name, field, before, here, source }) =>
        `  ${noun} ${name}, ${field}: NetBox said ${before ?? "nothing"}; here ${here ?? "nowhere"}; NetBox says now ${source}`,
    ),
    ...(assumptions.length > 0 ? ["", "Assumed, as the files do not say it:"] : []),
    ...assumptions.map(
      ({ subject, what, value, why, count, option }) =>
        `  ${count} x ${subject}: ${what} (${value}), because ${why}${option ? `; --option ${option}=NUMBER changes it` : ""}`,
    ),
    ...(warnings.length > 0 ? ["", ...warnings.map((warning) => `  note: ${warning}`)] : []),
  ].map(oneLine);
}

/** One line for a rejected row: where, what stands there, what was expected, what to do. */
export function rejectedLine({
  file,
  line,
  column,
  value,
  expected,
  advice,
}: ImportReport["rejected"][number]): string {
  const where = [file, ...(line > 0 ? [`line ${line}`] : []), ...(column === "" ? [] : [column])].join(", ");
  const found = value.startsWith('"') ? value : JSON.stringify(value);
  return `  ${where}: ${found}, expected ${expected}: ${advice}`;
}

/** Whether committing would change anything. */
export const changesSomething = ({ counts, conflicts = [], adopted = [] }: ImportReport): boolean =>
  conflicts.length + adopted.length > 0 || counts.some((c) => c.create + c.update > 0);

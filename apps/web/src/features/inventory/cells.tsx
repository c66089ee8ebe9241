import type { TableRows } from "@headroom/contracts/table";
import type { RecordType } from "@headroom/core/topology/records/types";
import { recordPath } from "@headroom/core/topology/table/address";
import type { TableColumn } from "@headroom/core/topology/table/columns";
import { formatNumber } from "@headroom/ui/format/numbers";
import { Link } from "@headroom/ui/primitives/Link";
import { StateLabel, type StateName } from "@headroom/ui/primitives/StateLabel";
import { stateInfo } from "@headroom/ui/primitives/states";
import { Id, Muted } from "@headroom/ui/primitives/Text";
import type { ReactNode } from "react";
import { Day } from "../frame/time";
import { choiceWords } from "./words";

export type Row = TableRows["rows"][number];
export type Cell = Row["cells"][number];

/** Numbers that name something: without thousands. */
const NAMING: ReadonlySet<string> = new Set(["number", "sequence", "unit", "start_u"]);

/** A value as a table and a page of its own show it. Nothing is said in words only where a page has room for them. */
export function CellValue({ column, value, nothing = "" }: { column: TableColumn; value: Cell; nothing?: ReactNode }) {
  const { kind, name } = column;
  if (value === null || value === "") return <Muted>{nothing}</Muted>;
  if (Array.isArray(value)) return value.length > 0 ? value.join(", ") : <Muted>{nothing}</Muted>;
  if (kind.type === "day") return <Day at={String(value)} />;
  if (kind.type === "flag") return value ? "yes" : "no";
  if (kind.type === "choice") {
    const known = name === "state" && Object.hasOwn(stateInfo, String(value));
    return known ? <StateLabel state={value as StateName} /> : choiceWords(String(value));
  }
  if (typeof value === "number") return NAMING.has(name) ? value : formatNumber(value, digitsOf(value));
  return <>{String(value)}</>;
}

const digitsOf = (value: number): number => (Number.isInteger(value) ? 0 : Math.abs(value) < 10 ? 2 : 1);

/** The name of a row, which leads to its page. */
export function RowLink({
  type,
  row,
  href,
  children,
}: {
  type: RecordType;
  row: Row;
  /** Elsewhere than to its own page. */
  href?: string;
  children: ReactNode;
}) {
  return (
    <Link href={href ?? recordPath(type.name, row.key)}>
      <Id>{children}</Id>
    </Link>
  );
}

export const isNumeric = ({ kind, name }: TableColumn): boolean =>
  (kind.type === "whole" || kind.type === "number") && !(name === "sequence");

/** Width that the usual values take. People scroll sideways rather than read half of a name. */
export function widthOf({ kind, name }: TableColumn, first: boolean): number {
  if (first) return 180;
  if (kind.type === "flag") return 110;
  if (kind.type === "whole" || kind.type === "number") return 112;
  if (kind.type === "day") return 124;
  if (kind.type === "choice") return 136;
  if (name === "name" || name === "reason" || name === "blocked_reason" || name === "custom_fields") return 200;
  return 148;
}

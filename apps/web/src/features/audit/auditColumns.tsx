import type { Column } from "@headroom/ui/primitives/DataTable";
import { Link } from "@headroom/ui/primitives/Link";
import { Id, Muted } from "@headroom/ui/primitives/Text";
import { Moment } from "../frame/time";
import { auditAction, entityHref, entityLabel, viaWords } from "../words/audit";
import type { AuditRow } from "./auditRow";

export const auditColumns: readonly Column<AuditRow>[] = [
  { id: "at", header: "When, UTC", cell: (row) => <Moment at={row.at} />, noWrap: true, width: 130 },
  { id: "action", header: "What", cell: (row) => auditAction(row.action), wrap: true },
  { id: "entity", header: "Thing", cell: (row) => <Entity kind={row.entityKind} id={row.entityId} /> },
  { id: "actor", header: "Who", cell: (row) => row.actorName, priority: 2 },
  { id: "via", header: "Through", cell: (row) => viaWords[row.via] ?? row.via, priority: 3 },
  {
    id: "reason",
    header: "Why",
    cell: (row) => (row.reason ? row.reason : <Muted>none given</Muted>),
    priority: 3,
    ellipsis: true,
    width: "28%",
  },
];

/** The thing an event is about, a link where it has a page. */
export function Entity({ kind, id }: { kind: string; id: string }) {
  const href = entityHref(kind, id);
  return href ? (
    <Link href={href}>
      <Id>{entityLabel(kind, id)}</Id>
    </Link>
  ) : (
    <Id>{entityLabel(kind, id)}</Id>
  );
}

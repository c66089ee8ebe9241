import type { AuditEventDto } from "@headroom/contracts/audit";

/** An event as it arrives: JSON leaves out a `before` or `after` that is not there. */
export type AuditRow = Omit<AuditEventDto, "before" | "after"> & { before?: unknown; after?: unknown };

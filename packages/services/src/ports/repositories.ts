import type { AuditWriter } from "./audit";

/** Every repository of a unit of work, one per noun; their interfaces stand in this folder, a file each. */
export interface Repositories {
  readonly audit: AuditWriter;
}

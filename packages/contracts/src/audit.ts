import { z } from "zod";
import { cursorInput, id, isoDate, isoInstant } from "./common";

export const auditListInput = cursorInput.extend({
  entityKind: z.string().max(40).optional(),
  entityId: z.string().max(80).optional(),
  actorId: z.string().max(80).optional(),
  action: z.string().max(80).optional(),
  from: isoDate.optional(),
  to: isoDate.optional(),
  search: z.string().trim().max(100).optional(),
});
export type AuditListInput = z.infer<typeof auditListInput>;
export const auditEvent = z.object({
  id: z.string(),
  at: isoInstant,
  actorId: z.string().nullable(),
  actorName: z.string(),
  via: z.string(), // web, cli, seed, worker, import
  action: z.string(), // plan.submit, request.create ...
  entityKind: z.string(),
  entityId: z.string(),
  before: z.unknown(),
  after: z.unknown(),
  reason: z.string().nullable(),
  requestId: z.string(),
});
export type AuditEventDto = z.infer<typeof auditEvent>;
export const auditList = z.object({
  rows: z.array(auditEvent),
  next: z.string().nullable(),
  actions: z.array(z.string()),
  actors: z.array(z.object({ id: z.string(), name: z.string() })),
});
export type AuditList = z.infer<typeof auditList>;
export const auditIdInput = z.object({ id });

/** One appended event; the repository adds the time. */
export interface NewAuditEvent {
  readonly actorId: string | null;
  readonly actorName: string;
  readonly via: string;
  /** noun.verb, as `plan.submit`. */
  readonly action: string;
  readonly entityKind: string;
  readonly entityId: string;
  readonly before?: unknown;
  readonly after?: unknown;
  readonly reason?: string | null;
  readonly requestId: string;
}

export interface AuditWriter {
  append(events: readonly NewAuditEvent[]): Promise<void>;
}

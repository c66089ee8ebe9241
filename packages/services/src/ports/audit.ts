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

/** A stored event. `id` grows with time and is too large for a number. */
export interface AuditRecord {
  readonly id: string;
  /** Moment, `2026-11-23T14:00:00.000Z`. */
  readonly at: string;
  readonly actorId: string | null;
  readonly actorName: string;
  readonly via: string;
  readonly action: string;
  readonly entityKind: string;
  readonly entityId: string;
  readonly before: unknown;
  readonly after: unknown;
  readonly reason: string | null;
  readonly requestId: string;
}

export interface AuditFilter {
  readonly entityKind?: string;
  readonly entityId?: string;
  readonly actorId?: string;
  readonly action?: string;
  /** First and last day, UTC. */
  readonly from?: string;
  readonly to?: string;
  /** Part of an action, entity, actor's name or reason. */
  readonly search?: string;
  /** Only events before this one. */
  readonly before?: string;
  readonly limit: number;
}

export interface AuditReader {
  /** Newest first. */
  list(filter: AuditFilter): Promise<AuditRecord[]>;
  get(id: string): Promise<AuditRecord | null>;
  /** Every action that ever happened, in alphabetical order. */
  actions(): Promise<string[]>;
  /** Everybody who has an account, by name. */
  actors(): Promise<{ readonly id: string; readonly name: string }[]>;
}

export interface AuditWriter {
  append(events: readonly NewAuditEvent[]): Promise<void>;
}

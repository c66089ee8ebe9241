const kinds = ["request", "plan", "run"] as const;
export type TracedKind = (typeof kinds)[number];
export const isTracedKind = (kind: string): kind is TracedKind => (kinds as readonly string[]).includes(kind);

/** A record that people follow from its beginning to its end. */
export interface Traced {
  readonly kind: TracedKind;
  readonly id: number;
}

/** Where the traces of records began, each as W3C Trace Context writes it (`00-trace-span-01`). */
export interface TraceRepository {
  /** The first one stays. */
  keep(record: Traced, traceParent: string): Promise<void>;
  of(record: Traced): Promise<string | null>;
}

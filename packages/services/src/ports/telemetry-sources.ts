import type { Metric, ThingKind } from "@headroom/core/telemetry/point";

export interface SourceFields {
  readonly name: string;
  readonly url: string;
  readonly query: string;
  readonly kind: ThingKind;
  readonly metric: Metric;
  readonly labels: readonly string[];
  /** What a value is multiplied by to become W, degrees Celsius or a share. */
  readonly scale: number;
  readonly stepSeconds: number;
  readonly tokenVariable: string | null;
  readonly enabled: boolean;
}

/** How the last poll ended; as data, texts are made where it is shown. */
export type PollOutcome = Readonly<Record<string, unknown>>;

export interface SourceRecord extends SourceFields {
  readonly id: number;
  readonly version: number;
  /** ISO; null: nothing was read yet. */
  readonly readTo: string | null;
  readonly nextAt: string;
  readonly failures: number;
  readonly outcome: PollOutcome | null;
  readonly names: number;
}

export interface TelemetrySourceRepository {
  list(): Promise<SourceRecord[]>;
  /** Locked until the transaction ends. */
  lock(name: string): Promise<SourceRecord | null>;
  /** False: the name is taken. */
  insert(fields: SourceFields, nowMs: number): Promise<boolean>;
  /** Polled again at once, from where it had come to. */
  change(id: number, fields: SourceFields, nowMs: number): Promise<void>;
  remove(id: number): Promise<void>;
  /** Replaces all of them. */
  setNames(id: number, names: readonly { readonly said: string; readonly parts: readonly string[] }[]): Promise<void>;
  /** Of those that are said: what they are called here. */
  namesOf(id: number, said: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>>;
  /** One that is due, taken until `untilMs`: no other worker polls it before. Null: none is. */
  claim(nowMs: number, untilMs: number): Promise<SourceRecord | null>;
  /** What a poll came to. Does nothing where somebody changed the source meanwhile: it is polled anew. */
  settle(
    source: Pick<SourceRecord, "id" | "version">,
    to: {
      readonly readToMs: number | null;
      readonly nextMs: number;
      readonly failures: number;
      readonly outcome: PollOutcome;
    },
  ): Promise<void>;
}

import type { Result } from "@headroom/core/foundation/result";
import type { Point } from "@headroom/core/telemetry/point";

export interface RangeQuestion {
  /** As http://10.0.0.7:9090, with a path where it is served below one. */
  readonly url: string;
  /** PromQL. */
  readonly query: string;
  readonly fromMs: number;
  /** Inclusive. */
  readonly toMs: number;
  readonly stepMs: number;
  /** Sent as a bearer token. */
  readonly token: string | null;
}

export interface PrometheusSeries {
  readonly labels: Readonly<Record<string, string>>;
  /** In the order of time; values that are no number are left out. */
  readonly points: readonly Point[];
}

/** Why it did not answer. */
export type PrometheusFault =
  | { readonly kind: "unreachable"; readonly cause: string }
  | { readonly kind: "timeout"; readonly afterMs: number }
  | { readonly kind: "refused"; readonly status: number; readonly message: string }
  | { readonly kind: "unreadable"; readonly expected: string };

export interface Prometheus {
  queryRange(
    question: RangeQuestion,
    signal?: AbortSignal,
  ): Promise<Result<readonly PrometheusSeries[], PrometheusFault>>;
}

import { err, ok, type Result } from "@headroom/core/foundation/result";
import { oldestTaken } from "@headroom/core/telemetry/point";
import { nextWindow, pauseAfter } from "@headroom/core/telemetry/polling";
import { type Actor, authorize } from "../actor";
import type { Ports } from "../ports";
import type { Prometheus, PrometheusFault, PrometheusSeries } from "../ports/prometheus";
import type { MeteredKey } from "../ports/readings";
import type { ThingPoint } from "../ports/telemetry";
import type { SourceFields, SourceRecord } from "../ports/telemetry-sources";
import { retentionOf, takePoints } from "./take";

/** A worker that takes a source and dies leaves it to the others after so long. */
const TAKEN_FOR_MS = 2 * 60_000;
const BATCH = 10_000;
/** Series that name nothing here: so many are shown. */
const SHOWN = 5;

export interface PollTools {
  readonly prometheus: Prometheus;
  /** The worker's environment: where tokens are. */
  readonly secret: (variable: string) => string | null;
  readonly signal: AbortSignal;
  readonly log: (about: Readonly<Record<string, unknown>>, text: string) => void;
}

/** Polls every source that is due, one after the other. Several workers share them. */
export async function pollSources(ports: Ports, tools: PollTools): Promise<void> {
  while (!tools.signal.aborted) {
    const nowMs = ports.clock.now();
    const source = await ports.work.write(({ telemetrySources }) =>
      telemetrySources.claim(nowMs, nowMs + TAKEN_FOR_MS),
    );
    if (source === null) return;
    await poll(ports, source, tools);
  }
}

async function poll(ports: Ports, source: SourceRecord, { prometheus, secret, signal, log }: PollTools): Promise<void> {
  const nowMs = ports.clock.now();
  const stepMs = source.stepSeconds * 1000;
  const settle = (to: {
    readToMs: number | null;
    nextMs: number;
    failures: number;
    outcome: Record<string, unknown>;
  }) => ports.work.write(({ telemetrySources }) => telemetrySources.settle(source, to));
  const readTo = source.readTo === null ? null : Date.parse(source.readTo);
  const window = nextWindow(readTo, nowMs, stepMs, oldestTaken(nowMs, retentionOf(ports)));
  if (window === null) {
    await settle({ readToMs: null, nextMs: nowMs + stepMs, failures: 0, outcome: source.outcome ?? {} });
    return;
  }
  const token = source.tokenVariable === null ? null : secret(source.tokenVariable);
  const answer =
    source.tokenVariable !== null && token === null
      ? { ok: false as const, error: { kind: "no_token" as const, variable: source.tokenVariable } }
      : await prometheus.queryRange({ url: source.url, query: source.query, ...window, stepMs, token }, signal);
  // stopped in the middle: the next worker asks again
  if (signal.aborted) return;
  const at = new Date(nowMs).toISOString();
  if (!answer.ok) {
    const failures = source.failures + 1;
    log({ source: source.name, fault: answer.error, failures }, "a Prometheus did not answer");
    // the first one in a row: one that never answered has been failing since then
    const outcome = { at, since: source.failures > 0 ? (source.outcome?.since ?? at) : at, fault: answer.error };
    await settle({ readToMs: null, nextMs: nowMs + pauseAfter(failures, stepMs), failures, outcome });
    return;
  }
  const stored = await store(ports, source, answer.value, nowMs);
  // what is left behind is read on at once
  const nextMs = Math.max(nowMs, window.toMs + 2 * stepMs);
  await settle({ readToMs: window.toMs, nextMs, failures: 0, outcome: { at, ...stored } });
}

/** The names of a thing in their order; null where their number is not right. */
function keyOf(kind: SourceRecord["kind"], parts: readonly string[]): MeteredKey | null {
  const [first, second, third] = parts as [string, string, string];
  if (parts.length !== { rack: 1, server: 2, device: 3 }[kind]) return null;
  if (kind === "rack") return { kind, rack: first };
  if (kind === "server") return { kind, rack: first, server: second };
  return { kind, datacenter: first, room: second, device: third };
}

/** Which thing each series is of, by its place; null: nothing here is called so. */
async function thingsOf(
  ports: Ports,
  source: Pick<SourceRecord, "kind" | "labels"> & { readonly id: number | null },
  all: readonly PrometheusSeries[],
) {
  const said = all.map(({ labels }) => source.labels.map((label) => labels[label] ?? ""));
  const ids = await ports.work.read(async ({ telemetrySources, readings }) => {
    const names =
      source.id === null
        ? new Map<string, readonly string[]>()
        : await telemetrySources.namesOf(
            source.id,
            said.map((parts) => parts.join("/")),
          );
    const keys = said.map((parts) => keyOf(source.kind, names.get(parts.join("/")) ?? parts));
    const known = keys.flatMap((key, i) => (key === null ? [] : [{ key, i }]));
    const found = await readings.resolve(known.map(({ key }) => key));
    const byPlace = new Map(known.map(({ i }, n) => [i, found[n] ?? null]));
    return keys.map((_, i) => byPlace.get(i) ?? null);
  });
  return { said, ids };
}

/** The last quarter of an hour is asked for. */
const TRIED_MS = 15 * 60_000;

export interface Tried {
  readonly series: number;
  /** Of these, things that are here. */
  readonly known: number;
  /** The first few of each, by what the source says, with their newest value in the metric's own unit. */
  readonly shown: readonly { readonly said: string; readonly value: number | null; readonly isKnown: boolean }[];
}

/** Asks a source what it would tell now, and stores nothing. Needs telemetry.manage. */
export async function trySource(
  ports: Ports,
  actor: Actor,
  source: SourceFields & { readonly id: number | null },
  { prometheus, secret, signal }: Omit<PollTools, "log">,
): Promise<Result<Tried, PrometheusFault | { readonly kind: "no_token"; readonly variable: string }>> {
  authorize(actor, "telemetry.manage");
  const token = source.tokenVariable === null ? null : secret(source.tokenVariable);
  if (source.tokenVariable !== null && token === null) return err({ kind: "no_token", variable: source.tokenVariable });
  const stepMs = source.stepSeconds * 1000;
  const toMs = Math.floor(ports.clock.now() / stepMs) * stepMs;
  const fromMs = toMs - Math.ceil(TRIED_MS / stepMs) * stepMs;
  const { url, query } = source;
  const answer = await prometheus.queryRange({ url, query, fromMs, toMs, stepMs, token }, signal);
  if (!answer.ok) return answer;
  const { said, ids } = await thingsOf(ports, source, answer.value);
  const all = said.map((parts, i) => {
    const newest = answer.value[i]!.points.at(-1);
    return {
      said: parts.join("/"),
      value: newest === undefined ? null : newest.value * source.scale,
      isKnown: ids[i] !== null,
    };
  });
  const shown = [true, false].flatMap((isKnown) => all.filter((one) => one.isKnown === isKnown).slice(0, SHOWN));
  return ok({ series: all.length, known: all.filter(({ isKnown }) => isKnown).length, shown });
}

async function store(ports: Ports, source: SourceRecord, all: readonly PrometheusSeries[], nowMs: number) {
  const { said, ids } = await thingsOf(ports, source, all);
  const points = all.flatMap(({ points: found }, i): ThingPoint[] => {
    const id = ids[i];
    if (id === null || id === undefined) return [];
    return found.map(({ atMs, value }) => ({
      ...{ kind: source.kind, id, metric: source.metric, atMs },
      value: value * source.scale,
    }));
  });
  const sums = { stored: 0, known: 0, differing: 0, refused: 0 };
  for (let from = 0; from < points.length; from += BATCH) {
    const taken = await ports.work.write((repositories) =>
      takePoints(repositories, points.slice(from, from + BATCH), nowMs, retentionOf(ports)),
    );
    sums.stored += taken.stored;
    sums.known += taken.known;
    sums.differing += taken.differing;
    sums.refused += taken.refused.length;
  }
  const unknown = said.filter((_, i) => ids[i] === null).map((parts) => parts.join("/"));
  return { series: all.length, ...sums, unknown: unknown.length, unknownShown: unknown.slice(0, SHOWN) };
}

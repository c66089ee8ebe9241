import type { Series, SeriesInput, SeriesRange } from "@headroom/contracts/telemetry-series";
import { DAY_MS, HOUR_MS } from "@headroom/core/telemetry/point";
import { type Actor, authorize } from "../actor";
import { dayOf, instantOf } from "../days";
import { notFound } from "../errors";
import { cachedFloors } from "../placement/floors";
import type { Ports } from "../ports";
import type { SeriesGrain, SeriesSubject } from "../ports/telemetry";
import { standingTotals } from "../power/read";

const MINUTE_MS = 60_000;
const ranges: Readonly<
  Record<SeriesRange, { readonly lengthMs: number; readonly grain: SeriesGrain; readonly stepMs: number }>
> = {
  "6h": { lengthMs: 6 * HOUR_MS, grain: "point", stepMs: MINUTE_MS },
  "1d": { lengthMs: DAY_MS, grain: "point", stepMs: 5 * MINUTE_MS },
  "7d": { lengthMs: 7 * DAY_MS, grain: "hour", stepMs: HOUR_MS },
  "30d": { lengthMs: 30 * DAY_MS, grain: "hour", stepMs: HOUR_MS },
  "1y": { lengthMs: 365 * DAY_MS, grain: "day", stepMs: DAY_MS },
};

/**
 * What was measured of a thing, up to now, in steps that a chart can show. Of a datacenter hours at least: the points of all its racks are too
 * many. Needs fleet.read. Throws NOT_FOUND.
 */
export async function telemetrySeries(ports: Ports, actor: Actor, { of, metric, range }: SeriesInput): Promise<Series> {
  authorize(actor, "fleet.read");
  const nowMs = ports.clock.now();
  const wanted = ranges[range];
  const { lengthMs, grain, stepMs } =
    of.kind === "datacenter" && wanted.grain === "point"
      ? { ...wanted, grain: "hour" as const, stepMs: HOUR_MS }
      : wanted;
  const fromMs = Math.floor((nowMs - lengthMs) / stepMs) * stepMs;
  const window = { fromMs, toMs: nowMs, grain, stepMs };
  const found = await ports.work.read(async (repositories) => {
    const { telemetry, readings, requests } = repositories;
    let subject: SeriesSubject;
    let total: ReturnType<typeof standingTotals> | null = null;
    if (of.kind === "datacenter") {
      const datacenter = (await requests.candidates()).find(({ code }) => code === of.datacenter);
      if (!datacenter) throw notFound("datacenter", of.datacenter);
      subject = { kind: "datacenter", id: datacenter.id };
      const [floor] = await cachedFloors(ports.work, repositories, [datacenter], dayOf(nowMs));
      total = floor ? standingTotals(floor.snapshot) : null;
    } else {
      const [id] = await readings.resolve([of]);
      if (id === null || id === undefined) throw notFound(of.kind, Object.values(of).slice(1).join(" "));
      subject = { kind: of.kind, id };
    }
    return {
      rows: await telemetry.series(subject, metric, window),
      last: await telemetry.last(subject, metric),
      lines: await telemetry.lines(subject),
      total,
    };
  });
  const { total } = found;
  const lines = total
    ? { nameplateW: total.nameplateW, deratedW: total.deratedW, limitW: null }
    : metric === "power_w"
      ? found.lines
      : { nameplateW: null, deratedW: null, limitW: null };
  return {
    ...{ asOf: instantOf(nowMs), from: instantOf(fromMs), stepSeconds: stepMs / 1000, lines },
    rows: found.rows.map(({ atMs, ...row }) => ({ at: instantOf(atMs), ...row })),
    last: found.last && { at: instantOf(found.last.atMs), value: found.last.value },
    racks: total?.racks ?? null,
  };
}

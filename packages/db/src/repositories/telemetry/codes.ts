import type { Metric, ThingKind } from "@headroom/core/telemetry/point";

/** How kinds and metrics are stored: two bytes each. Never give a number another meaning. */
export const kindCode: Readonly<Record<ThingKind, number>> = { rack: 1, server: 2, device: 3 };
export const metricCode: Readonly<Record<Metric, number>> = { power_w: 1, inlet_c: 2, utilisation: 3 };

const names = <Name extends string>(codes: Readonly<Record<Name, number>>) =>
  new Map(Object.entries(codes).map(([name, code]) => [code as number, name as Name]));
const [kinds, metrics] = [names(kindCode), names(metricCode)];
export const kindOf = (code: number): ThingKind => kinds.get(code)!;
export const metricOf = (code: number): Metric => metrics.get(code)!;

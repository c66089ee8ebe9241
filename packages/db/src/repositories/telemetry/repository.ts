import type { TelemetryRepository } from "@headroom/services/ports/telemetry";
import type { Transaction } from "../../unit-of-work";
import { addPoints } from "./add";
import { forget, prepare } from "./partitions";
import { last, lines, series } from "./read";
import { differences, rollDays, rollHours } from "./rollups";

export function telemetryRepository({ sql }: Pick<Transaction, "sql">): TelemetryRepository {
  return {
    add: (points, dueMs) => addPoints(sql, points, dueMs),
    rollHours: (nowMs) => rollHours(sql, nowMs),
    rollDays: (nowMs) => rollDays(sql, nowMs),
    prepare: (nowMs, retention) => prepare(sql, nowMs, retention),
    forget: (nowMs, retention) => forget(sql, nowMs, retention),
    series: (subject, metric, window) => series(sql, subject, metric, window),
    last: (subject, metric) => last(sql, subject, metric),
    lines: (subject) => lines(sql, subject),
    differences: (limit) => differences(sql, limit),
  };
}

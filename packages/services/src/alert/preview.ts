import type { RulePreview, RulePreviewInput } from "@headroom/contracts/alert";
import { firings, overdueWaits } from "@headroom/core/alerting/preview";
import type { AlertTest } from "@headroom/core/alerting/rule";
import { DAY_MS, hourBegin } from "@headroom/core/telemetry/point";
import { type Actor, authorize } from "../actor";
import type { Ports } from "../ports";

const DAYS = 7;
const MINUTE_MS = 60_000;

/** How often a rule would have fired in the last seven days, from the hours and the events of runs that are kept. Needs alert.rules. */
export async function previewRule(ports: Ports, actor: Actor, { test }: RulePreviewInput): Promise<RulePreview> {
  authorize(actor, "alert.rules");
  const nowMs = ports.clock.now();
  if (test.kind === "clock") return previewClock(ports, test, nowMs);
  const sinceMs = hourBegin(nowMs) - DAYS * DAY_MS;
  const past = await ports.work.read(({ alerts }) => alerts.past(test, { sinceMs, nowMs }));
  if (past.kind !== "found") return { kind: "untold", why: past.kind };
  const least = test.kind === "above" ? test.hours : 1;
  // each silence is one alert, also where two begin an hour apart
  const fired = past.things.map((hours) => (test.kind === "missing" ? hours.length : firings(hours, least)));
  return {
    ...{ kind: "told", days: DAYS, atLeast: test.kind === "missing" },
    times: fired.reduce((sum, times) => sum + times, 0),
    things: fired.filter((times) => times > 0).length,
  };
}

/** Of tasks, gates and runs the record says when they were due and done; of workers and sources only how they are now is kept. */
async function previewClock(
  ports: Ports,
  { clock, afterMinutes }: Extract<AlertTest, { kind: "clock" }>,
  nowMs: number,
): Promise<RulePreview> {
  if (clock === "worker_silent" || clock === "source_failing") return { kind: "untold", why: "not_kept" };
  const over = { sinceMs: nowMs - DAYS * DAY_MS, nowMs, afterMs: afterMinutes * MINUTE_MS };
  const past = await ports.work.read(({ alerts }) => alerts.pastWaits(clock, over));
  if (past.kind === "too_much") return { kind: "untold", why: "too_much" };
  const fired = overdueWaits(past.waits, over);
  return { kind: "told", days: DAYS, atLeast: false, times: fired.length, things: new Set(fired).size };
}

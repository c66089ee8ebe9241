import type { RulePreview, RulePreviewInput } from "@headroom/contracts/alert";
import { firings } from "@headroom/core/alerting/preview";
import { DAY_MS, hourBegin } from "@headroom/core/telemetry/point";
import { type Actor, authorize } from "../actor";
import type { Ports } from "../ports";

const DAYS = 7;

/** How often a rule would have fired in the last seven days, from the hours that are kept. Needs alert.rules. */
export async function previewRule(ports: Ports, actor: Actor, { test }: RulePreviewInput): Promise<RulePreview> {
  authorize(actor, "alert.rules");
  if (test.kind === "clock") return { kind: "untold", why: "clock" };
  const nowMs = ports.clock.now();
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

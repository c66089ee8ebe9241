import { durable } from "@headroom/runtime/jobs";
import type { Logger } from "@headroom/runtime/log";
import type { Solve } from "@headroom/services/plan/place/types";
import { runPlan } from "@headroom/services/plan/run";
import type { Ports } from "@headroom/services/ports";
import type { Turns } from "@headroom/services/ports/turns";
import { spannedIn } from "@headroom/services/trace";
import { type Runs, registerRuns } from "./runs";

export interface PlanParts {
  readonly ports: Ports;
  readonly solve: Solve;
  /** Shared by all workers through the database. */
  readonly turns: Turns;
  readonly log: Logger;
}

/** The making of a plan's version: ends in a draft, a failed or a cancelled plan. */
export const registerPlans = ({ ports, solve, turns, log }: PlanParts): Runs =>
  registerRuns({
    name: durable.planWorkflow,
    run: (id, version, tools) => runPlan(ports, id, version, { ...tools, solve, turns }),
    inTrace: (id, body) => spannedIn(ports, { kind: "plan", id }, "make plan", body),
    log,
  });

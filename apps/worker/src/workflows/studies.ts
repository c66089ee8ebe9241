import { durable } from "@headroom/runtime/jobs";
import type { Logger } from "@headroom/runtime/log";
import type { Solve } from "@headroom/services/plan/place/types";
import type { Ports } from "@headroom/services/ports";
import { runReplay } from "@headroom/services/replay/run";
import { runScenario } from "@headroom/services/scenario/run";
import { type Runs, registerRuns } from "./runs";

export interface StudyParts {
  readonly ports: Ports;
  readonly solve: Solve;
  readonly log: Logger;
}

/** What changes nothing: it waits for nobody's turn, since nobody builds on what it sees. */
export function registerStudies({ ports, solve, log }: StudyParts): Runs {
  const runs = [
    registerRuns({
      name: durable.studyWorkflows.scenario,
      run: (id, version, tools) => runScenario(ports, id, version, { ...tools, solve }),
      log,
    }),
    registerRuns({
      name: durable.studyWorkflows.replay,
      run: (id, version, tools) => runReplay(ports, id, version, { ...tools, solve }),
      log,
    }),
  ];
  return {
    async interrupt() {
      await Promise.all(runs.map((run) => run.interrupt()));
    },
  };
}

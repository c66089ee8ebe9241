import type { Solve } from "../plan/place/types";
import type { RunTools } from "../plan/run";
import type { Ports } from "../ports";
import { giveUpStudy, runStudy, type Study, type StudyOutcome } from "../study/run";
import { findScenario, worldChangesOf } from "./guard";
import { type SolvedScenario, solveScenario } from "./make";
import { changesOf } from "./stored";

const base = { kind: "scenario", store: ({ scenarios }) => scenarios } as const satisfies Pick<
  Study<SolvedScenario>,
  "kind" | "store"
>;

/** Solves a queued scenario, see study/run.ts. */
export async function runScenario(ports: Ports, id: number, version: number, tools: RunTools): Promise<StudyOutcome> {
  return runStudy(ports, scenarioStudy(ports, id, tools.solve), id, version, tools);
}

export const giveUpScenario = (ports: Ports, id: number, version: number, traceId: string): Promise<void> =>
  giveUpStudy(ports, base, id, version, traceId);

function scenarioStudy(ports: Ports, id: number, solve: Solve): Study<SolvedScenario> {
  return {
    ...base,
    async make(signal, board) {
      const scenario = await ports.work.read((repositories) => findScenario(repositories, id));
      return solveScenario(ports, scenario.planId, changesOf(scenario.changes), { solve, signal, board });
    },
    async save({ scenarios }, { actions, ...made }) {
      const scenario = await findScenario({ scenarios }, id);
      const keepable = worldChangesOf(changesOf(scenario.changes)).length === 0;
      await scenarios.saveResult(id, { ...made, actions: keepable ? actions : null });
      const { requestsPlaced, racksPlaced } = made.summary;
      return { planId: scenario.planId, requestsPlaced, racksPlaced };
    },
  };
}

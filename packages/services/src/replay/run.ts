import { notFound } from "../errors";
import type { Solve } from "../plan/place/types";
import type { RunTools } from "../plan/run";
import type { Ports } from "../ports";
import type { ReplayRecord } from "../ports/replays";
import type { Repositories } from "../ports/repositories";
import { giveUpStudy, runStudy, type Study, type StudyOutcome } from "../study/run";
import { type SolvedReplay, solveReplay } from "./make";

const base = { kind: "replay", store: ({ replays }) => replays } as const satisfies Pick<
  Study<SolvedReplay>,
  "kind" | "store"
>;

export async function findReplay({ replays }: Pick<Repositories, "replays">, id: number): Promise<ReplayRecord> {
  const replay = await replays.get(id);
  if (!replay) throw notFound("replay", id);
  return replay;
}

/** Makes a queued replay, see study/run.ts. */
export async function runReplay(ports: Ports, id: number, version: number, tools: RunTools): Promise<StudyOutcome> {
  return runStudy(ports, replayStudy(ports, id, tools.solve), id, version, tools);
}

export const giveUpReplay = (ports: Ports, id: number, version: number, traceId: string): Promise<void> =>
  giveUpStudy(ports, base, id, version, traceId);

function replayStudy(ports: Ports, id: number, solve: Solve): Study<SolvedReplay> {
  return {
    ...base,
    async make(signal, board) {
      const replay = await ports.work.read((repositories) => findReplay(repositories, id));
      return solveReplay(ports, replay, { solve, signal, board });
    },
    async save({ replays }, made) {
      await replays.saveResult(id, made);
      const { column, real } = made.summary;
      return { racksAsked: column.racksAsked, racksPlaced: column.racksPlaced, realRacksPlaced: real.racksPlaced };
    },
  };
}

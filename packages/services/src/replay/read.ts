import type { ReplayDetail, ReplayListInput, ReplayRow } from "@headroom/contracts/replay";
import { can, rolesWith } from "@headroom/core/access/permissions";
import { type Actor, authorize } from "../actor";
import { progressOf } from "../plan/dto";
import type { Ports } from "../ports";
import type { ReplayRecord } from "../ports/replays";
import { cut } from "../scenario/decisions";
import { failureOf, snapshotIn } from "../scenario/stored";
import { findReplay } from "./run";
import { decisionsIn, summaryOf } from "./stored";

function rowOf(replay: ReplayRecord): ReplayRow {
  const summary = replay.state === "done" ? summaryOf(replay.summary) : null;
  return {
    id: replay.id,
    version: replay.version,
    region: replay.region,
    from: replay.from,
    to: replay.to,
    policy: replay.policy,
    order: replay.order,
    state: replay.state,
    author: replay.author,
    createdAt: replay.createdAt,
    solvedAt: replay.solvedAt,
    tookMs: replay.tookMs,
    progress: progressOf(replay),
    failure: failureOf(replay.failure),
    figures: summary && {
      requests: summary.column.requests,
      racksAsked: summary.column.racksAsked,
      racksPlaced: summary.column.racksPlaced,
      realRacksPlaced: summary.real.racksPlaced,
    },
  };
}

/** A page of replays, newest first. Needs replay.read. */
export async function listReplays(ports: Ports, actor: Actor, { cursor, limit }: ReplayListInput) {
  authorize(actor, "replay.read");
  const { rows, next, total } = await ports.work.read(({ replays }) =>
    replays.list({ ...(cursor ? { cursor } : {}), limit }),
  );
  return { rows: rows.map(rowOf), next, total };
}

/** A replay with its report. Needs replay.read. */
export async function getReplay(ports: Ports, actor: Actor, { id }: { id: number }): Promise<ReplayDetail> {
  authorize(actor, "replay.read");
  return ports.work.read(async (repositories) => {
    const replay = await findReplay(repositories, id);
    const done = replay.state === "done";
    const solvedOn = done ? snapshotIn(replay.snapshot) : [];
    const now = new Map((await repositories.requests.candidates()).map((d) => [d.code, d.version]));
    return {
      ...rowOf(replay),
      seed: replay.seed,
      steps: replay.steps,
      summary: done ? summaryOf(replay.summary) : null,
      decisions: done ? decisionsIn(replay.decisions).map((d) => ({ ...d, ...cut(d) })) : [],
      moved: solvedOn.flatMap(({ datacenter, version }) => {
        const changes = (now.get(datacenter) ?? version) - version;
        return changes > 0 ? [{ code: datacenter, changes }] : [];
      }),
      edit:
        actor.role === "system" || can(actor.role, "replay.create")
          ? { ok: true, why: null }
          : { ok: false, why: `Needs the role ${rolesWith("replay.create").join(" or ")}` },
    };
  });
}

/** Where a replay is: one short read. Needs replay.read. */
export async function replayProgress(ports: Ports, actor: Actor, { id }: { id: number }): Promise<ReplayRow> {
  authorize(actor, "replay.read");
  return rowOf(await ports.work.read((repositories) => findReplay(repositories, id)));
}

import type { RunCreateInput, RunPreview, RunPreviewOne } from "@headroom/contracts/run";
import { stagesInOrder, waveFaults } from "@headroom/core/rollout/template";
import type { Template } from "@headroom/core/rollout/types";
import { blastRadius } from "@headroom/core/rollout/waves";
import { type Actor, authorize } from "../actor";
import { dayOf, daysLater } from "../days";
import type { Ports } from "../ports";
import type { Repositories } from "../ports/repositories";
import type { FreezeRow } from "../ports/run-records";
import { type Proposal, propose } from "./propose";

/** Freezes are shown so far ahead. */
const AHEAD_DAYS = 90;

/**
 * What a run would do, before it is made: waves, all that could be lost with each at once, freezes it would meet, what cannot be. Needs
 * run.read. Throws NOT_FOUND and WRONG_STATE as `createRuns` does.
 */
export async function previewRuns(ports: Ports, actor: Actor, input: RunCreateInput): Promise<RunPreview> {
  authorize(actor, "run.read");
  const now = ports.clock.now();
  return ports.work.read(async (repositories) => {
    const { proposals, obstacles } = await propose(repositories, input);
    const runs: RunPreviewOne[] = [];
    for (const proposal of proposals) runs.push(await previewOf(repositories, proposal, now));
    return { runs, obstacles: [...obstacles] };
  });
}

async function previewOf(
  { runs }: Pick<Repositories, "runs">,
  { kind, datacenterId, datacenter, title, templateId, templateVersion, template, waves, tiers, candidates }: Proposal,
  now: number,
): Promise<RunPreviewOne> {
  const all = [...candidates.values()];
  const roomOf = new Map(all.map((one) => [String(one.roomId ?? ""), one.room ?? ""]));
  const radius = (wave: (typeof waves)[number]) => {
    const { racks, powerW, rooms, faultDomains, services } = blastRadius(wave);
    return {
      ...{ racks, powerW, faultDomains: [...faultDomains] },
      rooms: rooms.map((id) => roomOf.get(id) ?? id),
      services: services.map((one) => ({ ...one })),
    };
  };
  const until = dayOf(daysLater(now, AHEAD_DAYS));
  const freezes = (await runs.freezes(datacenterId, dayOf(now))).filter((freeze) => freeze.startsOn <= until);
  const meets = ({ roomId, rowId }: FreezeRow) =>
    all.filter((one) => (roomId === null || one.roomId === roomId) && (rowId === null || one.rowId === rowId)).length;
  const services = [...new Set(all.flatMap((one) => one.services))];
  return {
    ...{ kind, datacenter, title },
    template: { id: templateId, version: templateVersion },
    waves: waves.map((wave, i) => ({
      ...radius(wave),
      tier: tiers[i]!,
      subjects: wave.subjects.map(({ id }) => nameOf(candidates.get(id)!)),
    })),
    total: radius({ subjects: waves.flatMap((wave) => wave.subjects), notBefore: null }),
    freezes: freezes.flatMap((freeze) => {
      const { id, place, startsOn, endsOn, reason } = freeze;
      const racks = meets(freeze);
      return racks > 0 ? [{ id, place, startsOn, endsOn, reason, racks }] : [];
    }),
    faults: waveFaults(template, waves).map((fault) => ({ ...fault, faultDomains: [...fault.faultDomains] })),
    elsewhere: services.length > 0 ? [...(await runs.elsewhere(0, services))] : [],
    usualMs: usualMs(template),
  };
}

const nameOf = ({ rackCode, row, number }: { rackCode: string | null; row: string | null; number: number | null }) =>
  rackCode ?? `${row} tile ${number}`;

/** The longest way through the stages, each as long as it usually takes. */
function usualMs({ stages }: Template): number {
  const ends = new Map<string, number>();
  for (const { key, needs, usualMs } of stagesInOrder(stages).order)
    ends.set(key, usualMs + Math.max(0, ...needs.map((need) => ends.get(need) ?? 0)));
  return Math.max(0, ...ends.values());
}

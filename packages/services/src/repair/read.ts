import type { Repair, RepairListRow } from "@headroom/contracts/repair";
import { type BrokenLimit, overIn } from "@headroom/core/planning/placement/broken";
import { type Actor, authorize } from "../actor";
import { dayOf } from "../days";
import { notFound } from "../errors";
import { cachedFloors, type OpenFloor } from "../placement/floors";
import { namesOf } from "../placement/names";
import type { Ports } from "../ports";
import type { RuleRecord } from "../ports/overrides";
import { brokenDto, moveDtos } from "./dto";
import { brokenNow, type Proposal, propose } from "./propose";

/** Answers are made once for a snapshot, which is kept as long as nothing changes in its datacenter (placement/floors.ts). */
const known = new WeakMap<OpenFloor["snapshot"], readonly BrokenLimit[]>();

function brokenOf(floor: OpenFloor): readonly BrokenLimit[] {
  const broken = known.get(floor.snapshot) ?? brokenNow(floor);
  known.set(floor.snapshot, broken);
  return broken;
}

const proposed = new WeakMap<OpenFloor["snapshot"], { readonly rules: string; readonly proposal: Proposal }>();

/** What is proposed, made once for a snapshot and the rules that are in force. A snapshot is of one day. */
function proposalOf(floor: OpenFloor, rules: readonly RuleRecord[]): Proposal {
  const { snapshot } = floor;
  const [inForce, found] = [JSON.stringify(rules), proposed.get(snapshot)];
  if (found?.rules === inForce) return found.proposal;
  const proposal = propose(floor, rules, snapshot.asOf);
  proposed.set(snapshot, { rules: inForce, proposal });
  return proposal;
}

const shareOf = ({ over, capacity }: BrokenLimit): number => over / Math.max(1, capacity);

/** Every datacenter with how many of its limits are broken, those with most first. Needs fleet.read. */
export async function listRepairs(ports: Ports, actor: Actor): Promise<RepairListRow[]> {
  authorize(actor, "fleet.read");
  return ports.work.read(async (repositories) => {
    const datacenters = await repositories.requests.candidates();
    const floors = await cachedFloors(ports.work, repositories, datacenters, dayOf(ports.clock.now()));
    const rows = floors.map((floor): RepairListRow => {
      const broken = brokenOf(floor);
      const worst = broken.reduce<BrokenLimit | null>((a, b) => (a && shareOf(a) >= shareOf(b) ? a : b), null);
      const { code, name, region } = floor.snapshot;
      return {
        ...{ datacenter: code, name, region: region.code, broken: broken.length },
        worst: worst && brokenDto(namesOf(floor.snapshot), worst),
      };
    });
    return rows.sort((a, b) => b.broken - a.broken);
  });
}

/**
 * The broken limits of a datacenter with by how much, and the smallest moves that mend them. Nothing is written. Needs fleet.read. Throws NOT_FOUND.
 */
export async function getRepair(ports: Ports, actor: Actor, input: { readonly datacenter: string }): Promise<Repair> {
  authorize(actor, "fleet.read");
  return ports.work.read(async (repositories) => {
    const today = dayOf(ports.clock.now());
    const datacenter = (await repositories.requests.candidates()).find((one) => one.code === input.datacenter);
    const [floor] = datacenter ? await cachedFloors(ports.work, repositories, [datacenter], today) : [];
    if (!floor) throw notFound("datacenter", input.datacenter);
    const { snapshot } = floor;
    const { broken, pending, moves, remaining } = proposalOf(floor, await repositories.overrides.rules());
    const names = namesOf(snapshot);
    return {
      datacenter: snapshot.code,
      name: snapshot.name,
      region: snapshot.region.code,
      broken: broken.map((limit) => ({
        ...brokenDto(names, limit),
        overThen: overIn(limit, pending),
        left: overIn(limit, remaining),
      })),
      moves: moves.flatMap((move) => moveDtos(snapshot, move)),
      plans: await repositories.plans.moving(snapshot.id),
    };
  });
}

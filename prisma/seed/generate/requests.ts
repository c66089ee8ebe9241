import type { DemandUnit } from "@headroom/core/planning/sizing/racks-for";
import type { KeyRules } from "@headroom/core/topology/datacenter";
import { momentOf } from "./calendar";
import type { RackType } from "./catalog";
import type { FlowInput } from "./flow";
import type { FlowRows, SeedRequest } from "./flow-rows";
import { keys, rulesOf } from "./keys";
import { type Person, people } from "./people";
import { type Story, services } from "./stories";
import type { Trail } from "./trail";

const { ines, tomas, marek, odile } = people;

/** The unit a family is asked for in, besides racks, and how much of it a rack brings. */
const units: Readonly<Record<string, readonly [DemandUnit, (t: RackType) => number]>> = {
  compute: ["cores", (t) => t.serverCount * t.serverType.cores],
  memory: ["memory_gib", (t) => t.serverCount * t.serverType.memoryGib],
  storage: ["storage_tb", (t) => t.serverCount * t.serverType.storageTb],
  accelerator: ["gpus", (t) => t.serverCount * t.serverType.gpus],
};

const notes = [
  "",
  "",
  "Growth of the last two quarters; the forecast is attached to the ticket.",
  "Moves out of the old generation, so an equal number of racks comes back within three months.",
  "Launch date is fixed, partial delivery helps.",
];

interface Wish {
  readonly region: SeedRequest["region"];
  readonly service: string;
  readonly type: RackType;
  readonly racks: number;
  readonly rules?: KeyRules | undefined;
}

/** Makes requests: what is asked, by whom, by when. */
export class Requests {
  constructor(
    private readonly input: FlowInput,
    private readonly rows: FlowRows,
    private readonly trail: Trail,
  ) {}

  /** The requests of a plan, in one region. `like`: those it repeats. */
  askFor(story: Story, like: readonly SeedRequest[]): SeedRequest[] {
    const { regions } = this.input;
    // what was delivered is told apart, and leaves what others draw as it is
    const dice = story.ending === "delivered" ? this.input.dice.fork("delivered") : this.input.dice;
    const named = regions.find((r) => r.spec.code === story.region);
    const roomy = regions.filter((r) => r.spec.fill[1] < 0.8);
    const region = named ?? like[0]?.region ?? dice.pick(roomy);
    return Array.from({ length: story.asks }, (_, i) => {
      const model = like[i];
      const misses = story.misses === true && i === story.asks - 1;
      const wish = model ?? (misses ? this.impossible(region) : this.wish(region, dice));
      const rules = model || misses ? undefined : rulesOf(story);
      // nobody signs what they asked for, so approvers ask for nothing
      const requester = dice.pick([story.author, marek, odile, ines, tomas]);
      return this.add({ ...wish, rules }, requester, story.age + dice.int(1, 5), dice);
    });
  }

  /** Requests that no plan has: open ones, among them one that fits nowhere, drafts and a cancelled one. */
  addWaiting(open: number): void {
    const { dice, regions } = this.input;
    for (let i = 0; i < open; i++) {
      const wish = i === 0 ? this.impossible(regions[0]!) : this.wish(dice.pick(regions));
      const rules = i === 1 ? keys.shards : undefined;
      const request = this.add({ ...wish, rules }, dice.pick([marek, odile, ines, tomas]), dice.int(0, 6));
      request.state = "open";
    }
    for (const requester of [ines, odile]) this.add(this.wish(dice.pick(regions)), requester, 1).state = "draft";
    const cancelled = this.add(this.wish(dice.pick(regions)), marek, 12);
    cancelled.state = "cancelled";
    cancelled.stateReason = "Asked for twice by mistake";
    cancelled.version = 2;
    this.trail.cancelled(cancelled);
  }

  /** The largest block of the most powerful racks that a row has positions for. */
  private impossible(region: SeedRequest["region"]): Wish {
    const type = this.input.catalog.rackTypes.at(-1)!;
    const racks = region.spec.zones[0]![0]!.rooms[0]!.positionsPerGroup * 2;
    return { region, service: "ml-train", type, racks };
  }

  private wish(region: SeedRequest["region"], dice = this.input.dice): Wish {
    const { catalog } = this.input;
    const [service, family] = dice.pick(services);
    const type = catalog.rackTypes.filter((t) => t.familyCode === family).at(-1)!;
    const scale = region.spec.zones[0]![0]!.rooms[0]!.positionsPerGroup / 10;
    const size = family === "accelerator" ? dice.pick([2, 2, 4, 4, 6]) : dice.pick([3, 4, 6, 8, 8, 10, 12]);
    return { region, service, type, racks: Math.max(1, Math.round(size * scale * scale)) };
  }

  private add(wish: Wish, requester: Person, age: number, dice = this.input.dice): SeedRequest {
    const { today } = this.input;
    const { region, service, type, racks, rules } = wish;
    const [unit, each] = units[type.familyCode]!;
    const inRacks = dice.chance(0.4);
    const createdAt = momentOf(today - age, -dice.int(3, 9) - dice.share());
    const request: SeedRequest = {
      id: this.rows.requests.length + 1,
      title: `${racks} × ${type.code} for ${service}`,
      service,
      type,
      unit: inRacks ? "racks" : unit,
      amount: inRacks ? racks : Math.round(racks * each(type)),
      racks,
      region,
      priority: dice.weighted([
        [1, 2],
        [2, 6],
        [3, 3],
        [4, 1],
      ]),
      neededBy: today + dice.int(30, 150),
      answerBy: momentOf(today + dice.int(1, 11), 16),
      note: dice.pick(notes),
      ...(rules ? { rules } : {}),
      state: "open",
      stateReason: null,
      version: 1,
      requester,
      createdAt,
      updatedAt: createdAt,
    };
    this.rows.requests.push(request);
    this.trail.created(request);
    return request;
  }
}

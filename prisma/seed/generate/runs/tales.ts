import type { Template } from "@headroom/core/rollout/types";
import { type RunKind, usualTemplates } from "@headroom/core/rollout/usual";
import type { Day } from "../calendar";
import type { Dice } from "../dice";
import type { SeedPlan } from "../flow-rows";
import { type Person, people } from "../people";
import type { SeedRack } from "../racks";
import type { Lot } from "../stock";
import type { SeedDatacenter, SeedRegion } from "../topology";
import type { RunStory, Told } from "./make";
import type { Script } from "./play";
import { type Plot, scriptOf, times } from "./scripts";

const { DAY } = times;

/** A run and how it goes. */
export interface Tale {
  readonly story: RunStory;
  readonly script: Script;
  /** It goes on when the scenario ends. */
  readonly lives: boolean;
}

/** A template that people saved for one rack type at one site: what fails there is repeated for days, as somebody has to drive out. */
export interface SavedTemplate {
  readonly id: number;
  readonly kind: RunKind;
  readonly rackTypeId: number;
  readonly datacenterId: number;
  readonly body: Template;
  readonly note: string;
  readonly by: Person;
  readonly at: Date;
}

export interface TaleInput {
  readonly today: Day;
  readonly regions: readonly SeedRegion[];
  readonly racks: readonly SeedRack[];
  readonly plans: readonly SeedPlan[];
  /** Racks that are ordered and stand nowhere yet. */
  readonly coming: readonly { readonly told: Told; readonly planId: number }[];
  readonly dice: Dice;
}

/** Racks, lots and plans that runs are told of, and the runs that were told. */
export class TaleBook {
  readonly list: Tale[] = [];
  readonly templates: SavedTemplate[] = [];
  readonly byLot = new Map<Lot, SeedRack[]>();
  /** Racks that a run has. */
  readonly taken = new Set<number>();
  /** Midnight at which the scenario ends, milliseconds. */
  readonly now: number;

  constructor(readonly input: TaleInput) {
    this.now = input.today * DAY;
    for (const rack of input.racks) this.byLot.set(rack.lot, [...(this.byLot.get(rack.lot) ?? []), rack]);
  }

  told = ({ id, code, lot, position }: SeedRack, actionId: number | null = null, service: string | null = null) =>
    ({ ...{ rackId: id, code, position, actionId, service }, type: lot.type }) satisfies Told;

  /** How fast a site is: 1 as usual, below faster. */
  paceOf({ code }: SeedDatacenter): number {
    return 0.7 + 0.8 * this.input.dice.fork(`pace/${code}`).share();
  }

  tell(
    kind: RunKind,
    datacenter: SeedDatacenter,
    waves: readonly (readonly Told[])[],
    createdAt: number,
    plot: Plot,
    {
      lives = false,
      ...more
    }: Partial<Pick<RunStory, "plan" | "dueOn" | "by" | "template" | "evacuation"> & Pick<Tale, "lives">> = {},
  ): void {
    const { regions, dice } = this.input;
    const own = dice.fork(`tale/${this.list.length}`);
    const racks = waves.flat().length;
    const what = more.plan ? `for ${more.plan.title}` : `${racks} ${racks === 1 ? "rack" : "racks"}`;
    const words = { provision: "Provision", decommission: "Decommission", move: "Move", repair: "Repair" }[kind];
    this.list.push({
      lives,
      script: scriptOf(own, this.paceOf(datacenter), plot),
      story: {
        ...{ kind, datacenter, createdAt, waves, plan: null, dueOn: null },
        ...{ title: `${words} ${what} in ${datacenter.code}`.slice(0, 160) },
        region: regions.find((r) => r.id === datacenter.regionId)!.spec.code,
        template: { id: null, body: usualTemplates[kind] },
        by: this.list.length % 2 === 0 ? people.tomas : people.ines,
        ...more,
      },
    });
  }

  /** The plan that brought a lot; null: none did. */
  planOf(lot: Lot): SeedPlan | null {
    const id = /^plan-(\d+)/.exec(lot.id)?.[1];
    return this.input.plans.find((plan) => String(plan.id) === id) ?? null;
  }

  /** Racks in service that no run has, of lots that stand for long: not of the first datacenter of a region, nor of its first racks. */
  idle(count: number, skip: number): SeedRack[] {
    const { racks, regions } = this.input;
    const sites = new Set(regions.flatMap((r) => (r.datacenters.length > 1 ? r.datacenters.slice(1) : [])));
    const fit = racks.filter((r) => r.state === "in_service" && sites.has(r.lot.datacenter) && !this.taken.has(r.id));
    const lots = [...new Set(fit.map((r) => r.lot))].filter((lot) => this.byLot.get(lot)!.length > count);
    const lot = lots[(skip * 7) % Math.max(1, lots.length)];
    const chosen = lot
      ? this.byLot
          .get(lot)!
          .filter((r) => !this.taken.has(r.id))
          .slice(-count)
      : [];
    for (const rack of chosen) this.taken.add(rack.id);
    return chosen;
  }
}

import type { Template } from "@headroom/core/rollout/types";
import { type RunKind, usualTemplates } from "@headroom/core/rollout/usual";
import type { Day } from "../calendar";
import type { Dice } from "../dice";
import type { SeedPlan } from "../flow-rows";
import { type Person, people } from "../people";
import type { SeedRack } from "../racks";
import type { Lot } from "../stock";
import type { SeedDatacenter, SeedRegion } from "../topology";
import { dayText, inWaves, type RunStory, type Told } from "./make";
import type { Script } from "./play";
import { asTheyCame, asTheyWent, operatorHas, type Plot, scriptOf, times } from "./scripts";

const { HOUR, DAY } = times;

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

/** Finished runs are told of so many days, and no more of each kind than so many. */
const DAYS_BACK = 150;
const MOST = { provision: 36, decommission: 10, repair: 12 } as const;

/** What was carried out, and what is on its way: from lots that came and went, and from committed plans. */
export class Tales {
  readonly list: Tale[] = [];
  readonly templates: SavedTemplate[] = [];
  private readonly byLot = new Map<Lot, SeedRack[]>();
  private readonly taken = new Set<number>();
  private readonly now: number;

  constructor(private readonly input: TaleInput) {
    this.now = input.today * DAY;
    for (const rack of input.racks) this.byLot.set(rack.lot, [...(this.byLot.get(rack.lot) ?? []), rack]);
    this.carriedOut();
    this.ordered();
    this.delivered();
    this.left();
    this.mended();
    this.changedTheirMind();
    this.arriving();
    this.leaving();
  }

  private told = (
    { id, code, lot, position }: SeedRack,
    actionId: number | null = null,
    service: string | null = null,
  ) => ({ ...{ rackId: id, code, position, actionId, service }, type: lot.type }) satisfies Told;

  /** How fast a site is: 1 as usual, below faster. */
  private paceOf({ code }: SeedDatacenter): number {
    return 0.7 + 0.8 * this.input.dice.fork(`pace/${code}`).share();
  }

  private tell(
    kind: RunKind,
    datacenter: SeedDatacenter,
    waves: readonly (readonly Told[])[],
    createdAt: number,
    plot: Plot,
    {
      lives = false,
      ...more
    }: Partial<Pick<RunStory, "plan" | "dueOn" | "by" | "template"> & Pick<Tale, "lives">> = {},
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

  /** Lots that came in the last months, at most three of a datacenter. */
  private carriedOut(): void {
    const { today, dice } = this.input;
    const perSite = new Map<SeedDatacenter, number>();
    const lots = [...this.byLot.keys()]
      .filter((lot) => lot.inServiceOn !== null && lot.inServiceOn < today && lot.retiredOn === null)
      .filter((lot) => today - lot.inServiceOn! < DAYS_BACK)
      .filter((lot) => lot.installedOn! - lot.committedOn >= 10 && this.planOf(lot) === null)
      .sort((a, b) => b.inServiceOn! - a.inServiceOn!);
    let told = 0;
    for (const lot of lots) {
      const here = perSite.get(lot.datacenter) ?? 0;
      if (here >= 3 || told >= MOST.provision) continue;
      perSite.set(lot.datacenter, here + 1);
      told += 1;
      const racks = this.byLot.get(lot)!.map((rack) => this.told(rack));
      const createdAt = lot.committedOn * DAY + dice.int(8, 15) * HOUR;
      const ends = asTheyCame(dice.fork(`came/${lot.id}`), [{ ...lot, installedOn: lot.installedOn! }]);
      this.tell(
        "provision",
        lot.datacenter,
        [racks],
        createdAt,
        { ends },
        { dueOn: dayText((lot.inServiceOn! - 1) * DAY) },
      );
    }
  }

  private planOf(lot: Lot): SeedPlan | null {
    const id = /^plan-(\d+)/.exec(lot.id)?.[1];
    return this.input.plans.find((plan) => String(plan.id) === id) ?? null;
  }

  /** What plans delivered. */
  private delivered(): void {
    const { plans, dice } = this.input;
    for (const plan of plans) {
      const lots = [...this.byLot.keys()].filter((lot) => this.planOf(lot) === plan);
      for (const datacenter of new Set(lots.map((lot) => lot.datacenter))) {
        const here = lots.filter((lot) => lot.datacenter === datacenter);
        const racks = here.flatMap((lot) =>
          this.byLot.get(lot)!.map((rack) => {
            const action = plan.actions.find((a) => a.positions.includes(rack.position))!;
            return this.told(rack, action.id, action.request.service);
          }),
        );
        const [lot] = here;
        const ends = asTheyCame(dice.fork(`came/${lot!.id}`), [{ ...lot!, installedOn: lot!.installedOn! }]);
        const createdAt = plan.decidedAt!.getTime() + 3 * HOUR;
        const more = { plan, by: plan.author, dueOn: dayText((lot!.inServiceOn! + 2) * DAY) };
        this.tell("provision", datacenter, [racks], createdAt, { ends }, more);
      }
    }
  }

  /** Of committed plans: ordered, and waiting for the supplier's date. */
  private ordered(): void {
    const { plans, coming, regions } = this.input;
    const sites = regions.flatMap((region) => region.datacenters);
    const begun = plans.filter((plan) => coming.some((one) => one.planId === plan.id));
    for (const plan of begun) {
      const own = coming.filter((one) => one.planId === plan.id).map((one) => one.told);
      // where many wait, the first delivery stands at the dock
      const isThere = begun.length > 2 && plan === begun[0];
      for (const datacenter of new Set(plan.actions.map((action) => action.datacenter))) {
        const here = own.filter((one) => plan.actions.find((a) => a.id === one.actionId)!.datacenter === datacenter);
        if (here.length === 0) continue;
        const createdAt = plan.decidedAt!.getTime() + 14 * HOUR;
        const plot: Plot = {
          otherwise: ({ stage }, _, now) => {
            if (stage === "supply") return isThere ? { afterMs: this.now - HOUR - now, ends: "done" } : null;
            return stage === "dock" ? null : undefined;
          },
          assignee: operatorHas(here.length > 6 ? "dock" : "supply"),
        };
        const site = sites.find((one) => one === datacenter)!;
        const dueOn = dayText(Math.min(...plan.actions.map((a) => a.request.neededBy)) * DAY);
        this.tell("provision", site, [here], createdAt, plot, { plan, by: plan.author, dueOn, lives: true });
      }
    }
  }

  /** Lots that went. */
  private left(): void {
    const { today, dice } = this.input;
    const gone = [...this.byLot.keys()]
      .filter((lot) => lot.retiredOn !== null && lot.retiredOn < today && today - lot.retiredOn < 2 * DAYS_BACK)
      .sort((a, b) => b.retiredOn! - a.retiredOn!)
      .slice(0, MOST.decommission);
    for (const lot of gone) {
      const racks = this.byLot.get(lot)!.map((rack) => this.told(rack));
      const ends = asTheyWent(dice.fork(`went/${lot.id}`), lot.retiredOn!);
      const createdAt = (lot.retiredOn! - dice.int(12, 18)) * DAY + 9 * HOUR;
      this.tell("decommission", lot.datacenter, [racks], createdAt, { ends }, { by: people.odile });
    }
  }

  /** Racks in service that no run has, of lots that stand for long: not of the first datacenter of a region, nor of its first racks. */
  private idle(count: number, skip: number): SeedRack[] {
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

  private mended(): void {
    const { dice } = this.input;
    const many = Math.min(MOST.repair, Math.ceil(this.byLot.size / 16));
    for (let i = 0; i < many; i++) {
      const racks = this.idle(1, i);
      // mended and let go of again
      for (const rack of racks) this.taken.delete(rack.id);
      const createdAt = this.now - dice.int(8, 70) * DAY + dice.int(7, 14) * HOUR;
      if (racks.length > 0)
        this.tell(
          "repair",
          racks[0]!.lot.datacenter,
          [racks.map((r) => this.told(r))],
          createdAt,
          {},
          { by: people.odile },
        );
    }
  }

  /** One whose owner thought better of it, and one that waits for theirs. */
  private changedTheirMind(): void {
    const back = this.idle(2, 1);
    if (back.length > 0) {
      const createdAt = this.now - 24 * DAY + 10 * HOUR;
      const acts = [
        { at: createdAt + 9 * DAY, does: "abort" as const, reason: "The service stays: its move was called off" },
      ];
      const otherwise: Plot["otherwise"] = ({ stage }) =>
        stage === "drain" ? { afterMs: 30 * HOUR, ends: "done" } : undefined;
      const plot = { acts, otherwise, gateMs: () => null };
      this.tell("decommission", back[0]!.lot.datacenter, [back.map((r) => this.told(r))], createdAt, plot);
      for (const rack of back) this.taken.delete(rack.id);
    }
    const waits = this.idle(2, 2);
    if (waits.length === 0) return;
    const createdAt = this.now - 6 * DAY + 9 * HOUR;
    const acts = [
      { at: createdAt + 2 * DAY, does: "pause" as const, reason: "The owner asks to wait until the quarter is closed" },
    ];
    const plot: Plot = { acts, otherwise: ({ stage }) => (stage === "confirm" ? null : undefined) };
    this.tell(
      "decommission",
      waits[0]!.lot.datacenter,
      inWaves(
        waits.map((r) => this.told(r)),
        "decommission",
      ),
      createdAt,
      plot,
      { lives: true },
    );
  }

  /** Racks that stand and do not serve yet: one run a datacenter, its lots as waves where they came days apart. */
  private arriving(): void {
    const lots = [...this.byLot.keys()]
      .filter((lot) => lot.inServiceOn === null && lot.retiredOn === null)
      .sort((a, b) => a.installedOn! - b.installedOn!);
    const sites = [...new Set(lots.map((lot) => lot.datacenter))];
    sites.slice(0, 8).forEach((datacenter, index) => {
      const [first, ...later] = lots.filter((lot) => lot.datacenter === datacenter);
      const second = later.find((lot) => lot.installedOn! - first!.installedOn! >= 3);
      const own = second ? [first!, second] : [first!];
      this.arrive(datacenter, own, (["retry", "gate", "accept"] as const)[index % 3]!);
    });
  }

  private arrive(datacenter: SeedDatacenter, lots: readonly Lot[], how: "gate" | "retry" | "accept"): void {
    const { dice, today } = this.input;
    const waves = lots.map((lot) => this.byLot.get(lot)!.map((rack) => this.told(rack)));
    const ends = asTheyCame(
      dice.fork(`come/${datacenter.code}`),
      lots.map((lot) => ({ installedOn: lot.installedOn!, inServiceOn: null })),
    );
    const firstRack = waves[0]![0]!.rackId;
    const lastTry = this.now - 3 * HOUR;
    const pace = this.paceOf(datacenter);
    const otherwise: Plot["otherwise"] = ({ stage, attempts }, { wave, rackId }, now) => {
      if (wave > 0) {
        // what comes second was ordered when the first stood
        if (stage === "order") return { afterMs: 2 * HOUR, ends: "done" };
        if (stage === "dock") return { afterMs: HOUR, ends: "done" };
        if (stage === "cable" && now > this.now - 2 * DAY) return null;
      }
      if (how === "retry" && stage === "firmware" && rackId === firstRack) {
        const fails = { code: "hardware", servers: "u07 answers 503 while it stages the image", done: 19, of: 20 };
        const afterMs = attempts >= 3 ? lastTry - now : 40 * times.MINUTE;
        return { afterMs, ends: { fails } };
      }
      if (stage === "accept") return null;
      if (stage === "burn_in" && now + 46 * pace * HOUR > this.now)
        return now > this.now - 2 * HOUR
          ? null
          : { afterMs: this.now - 2 * HOUR - now, ends: { waits: { percent: 40, left: "about a day" } } };
      return undefined;
    };
    const template = how === "retry" ? this.patient(waves[0]![0]!, datacenter) : null;
    const createdAt = lots[0]!.committedOn * DAY + 9 * HOUR;
    // accepted within hours, or not before the scenario ends
    const gateMs: Plot["gateMs"] = (wave, _, now) =>
      how === "accept" && wave === 0 ? Math.max(HOUR, this.now - HOUR - now) : null;
    const plot: Plot = { ends, otherwise, gateMs, assignee: operatorHas("cable", "accept") };
    const dueOn = dayText((today + (how === "gate" ? 3 : 1)) * DAY);
    this.tell("provision", datacenter, waves, createdAt, plot, {
      dueOn,
      lives: true,
      ...(template ? { template } : {}),
    });
  }

  /** A template for racks at a site where a failed firmware update is tried again for days. */
  private patient(rack: Told, datacenter: SeedDatacenter): RunStory["template"] {
    const usual = usualTemplates.provision;
    const retry = { attempts: 6, pauseMs: DAY, longestPauseMs: 4 * DAY };
    const body: Template = {
      ...usual,
      stages: usual.stages.map((s) => (s.key === "firmware" ? { ...s, retry, timeoutMs: 20 * DAY } : s)),
    };
    const id = this.templates.length + 1;
    const note = "Firmware is tried again for days: the vendor stages images at night";
    const at = new Date(this.now - 200 * DAY + 11 * HOUR);
    const place = { rackTypeId: rack.type.id, datacenterId: datacenter.id };
    this.templates.push({ id, kind: "provision", ...place, body, note, by: people.ines, at });
    return { id, body };
  }

  /** The lots that are being emptied: one halted at a wipe, one whose drain is due within hours, one at its gate, one that is wiped. */
  private leaving(): void {
    const draining = this.input.racks.filter((rack) => rack.state === "draining");
    const lots = [...new Set(draining.map((rack) => rack.lot))].slice(0, 4);
    lots.forEach((lot, index) => {
      const waves = inWaves(
        this.byLot.get(lot)!.map((rack) => this.told(rack)),
        "decommission",
      );
      const begun = [9, 3, 6, 5][index]!;
      const createdAt = this.now - begun * DAY + 8 * HOUR;
      const drainsAt = this.now - 14 * HOUR;
      const otherwise: Plot["otherwise"] = ({ stage, attempts }, { wave }, now) => {
        if (wave > 0) return undefined;
        if (stage === "confirm") return { afterMs: index === 1 ? drainsAt - now : 26 * HOUR, ends: "done" };
        if (stage === "drain") return index === 1 ? null : { afterMs: 20 * HOUR, ends: "done" };
        if (stage !== "wipe") return undefined;
        if (index === 3)
          return now > this.now - HOUR ? null : { afterMs: this.now - HOUR - now, ends: { waits: { percent: 71 } } };
        const fails = { code: "hardware", servers: "u11 drive 3: the erase ended with an error", done: 11, of: 12 };
        return { afterMs: 5 * HOUR, ends: attempts < 2 ? { fails } : { fails, final: true } };
      };
      const gateMs = index === 2 ? () => null : () => 5 * HOUR;
      const plot: Plot = { otherwise, gateMs, assignee: operatorHas("drain") };
      this.tell("decommission", lot.datacenter, waves, createdAt, plot, {
        by: people.odile,
        dueOn: dayText(this.now + 4 * DAY),
        lives: true,
      });
    });
  }
}

import type { Template } from "@headroom/core/rollout/types";
import { usualTemplates } from "@headroom/core/rollout/usual";
import { people } from "../people";
import type { Lot } from "../stock";
import type { SeedDatacenter } from "../topology";
import { dayText, inWaves, type RunStory, type Told } from "./make";
import { asTheyCame, operatorHas, type Plot, times } from "./scripts";
import type { TaleBook } from "./tales";

const { HOUR, DAY } = times;

/** What is on its way when the scenario ends: as many kinds of waiting and trouble as somebody on duty meets. */
export function tellPresent(book: TaleBook): void {
  ordered(book);
  waiting(book);
  arriving(book);
  leaving(book);
}

/** Of committed plans: ordered, and waiting for the supplier's date. */
function ordered(book: TaleBook): void {
  const { plans, coming, regions } = book.input;
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
          if (stage === "supply") return isThere ? { afterMs: book.now - HOUR - now, ends: "done" } : null;
          return stage === "dock" ? null : undefined;
        },
        assignee: operatorHas(here.length > 6 ? "dock" : "supply"),
      };
      const site = sites.find((one) => one === datacenter)!;
      const dueOn = dayText(Math.min(...plan.actions.map((a) => a.request.neededBy)) * DAY);
      book.tell("provision", site, [here], createdAt, plot, { plan, by: plan.author, dueOn, lives: true });
    }
  }
}

/** One that waits for its owner. */
function waiting(book: TaleBook): void {
  const waits = book.idle(2, 2);
  if (waits.length === 0) return;
  const createdAt = book.now - 6 * DAY + 9 * HOUR;
  const acts = [
    { at: createdAt + 2 * DAY, does: "pause" as const, reason: "The owner asks to wait until the quarter is closed" },
  ];
  const plot: Plot = { acts, otherwise: ({ stage }) => (stage === "confirm" ? null : undefined) };
  book.tell(
    "decommission",
    waits[0]!.lot.datacenter,
    inWaves(
      waits.map((r) => book.told(r)),
      "decommission",
    ),
    createdAt,
    plot,
    { lives: true },
  );
}

/** Racks that stand and do not serve yet: one run a datacenter, its lots as waves where they came days apart. */
function arriving(book: TaleBook): void {
  const lots = [...book.byLot.keys()]
    .filter((lot) => lot.inServiceOn === null && lot.retiredOn === null)
    .sort((a, b) => a.installedOn! - b.installedOn!);
  const sites = [...new Set(lots.map((lot) => lot.datacenter))];
  sites.slice(0, 8).forEach((datacenter, index) => {
    const [first, ...later] = lots.filter((lot) => lot.datacenter === datacenter);
    const second = later.find((lot) => lot.installedOn! - first!.installedOn! >= 3);
    const own = second ? [first!, second] : [first!];
    arrive(book, datacenter, own, (["retry", "gate", "accept"] as const)[index % 3]!);
  });
}

function arrive(
  book: TaleBook,
  datacenter: SeedDatacenter,
  lots: readonly Lot[],
  how: "gate" | "retry" | "accept",
): void {
  const { dice, today } = book.input;
  const waves = lots.map((lot) => book.byLot.get(lot)!.map((rack) => book.told(rack)));
  const ends = asTheyCame(
    dice.fork(`come/${datacenter.code}`),
    lots.map((lot) => ({ installedOn: lot.installedOn!, inServiceOn: null })),
  );
  const firstRack = waves[0]![0]!.rackId;
  const lastTry = book.now - 3 * HOUR;
  const pace = book.paceOf(datacenter);
  const otherwise: Plot["otherwise"] = ({ stage, attempts }, { wave, rackId }, now) => {
    if (wave > 0) {
      // what comes second was ordered when the first stood
      if (stage === "order") return { afterMs: 2 * HOUR, ends: "done" };
      if (stage === "dock") return { afterMs: HOUR, ends: "done" };
      if (stage === "cable" && now > book.now - 2 * DAY) return null;
    }
    if (how === "retry" && stage === "firmware" && rackId === firstRack) {
      const fails = { code: "hardware", servers: [{ server: "u07", kind: "busy", tries: 4 }], done: 19, of: 20 };
      const afterMs = attempts >= 3 ? lastTry - now : 40 * times.MINUTE;
      return { afterMs, ends: { fails } };
    }
    if (stage === "accept") return null;
    if (stage === "burn_in" && now + 46 * pace * HOUR > book.now)
      return now > book.now - 2 * HOUR
        ? null
        : { afterMs: book.now - 2 * HOUR - now, ends: { waits: { percent: 40, left: "about a day" } } };
    return undefined;
  };
  const template = how === "retry" ? patient(book, waves[0]![0]!, datacenter) : null;
  const createdAt = lots[0]!.committedOn * DAY + 9 * HOUR;
  // accepted within hours, or not before the scenario ends
  const gateMs: Plot["gateMs"] = (wave, _, now) =>
    how === "accept" && wave === 0 ? Math.max(HOUR, book.now - HOUR - now) : null;
  const plot: Plot = { ends, otherwise, gateMs, assignee: operatorHas("cable", "accept") };
  const dueOn = dayText((today + { gate: 12, retry: 4, accept: 9 }[how]) * DAY);
  book.tell("provision", datacenter, waves, createdAt, plot, {
    dueOn,
    lives: true,
    ...(template ? { template } : {}),
  });
}

/** A template for racks at a site where a failed firmware update is tried again for days. */
function patient(book: TaleBook, rack: Told, datacenter: SeedDatacenter): RunStory["template"] {
  const usual = usualTemplates.provision;
  const retry = { attempts: 6, pauseMs: DAY, longestPauseMs: 4 * DAY };
  const body: Template = {
    ...usual,
    stages: usual.stages.map((s) => (s.key === "firmware" ? { ...s, retry, timeoutMs: 20 * DAY } : s)),
  };
  const id = book.templates.length + 1;
  const note = "Firmware is tried again for days: the vendor stages images at night";
  const at = new Date(book.now - 200 * DAY + 11 * HOUR);
  const place = { rackTypeId: rack.type.id, datacenterId: datacenter.id };
  book.templates.push({ id, kind: "provision", ...place, body, note, by: people.ines, at });
  return { id, body };
}

/** The lots that are being emptied: one halted at a wipe, one whose drain is due within hours, one at its gate, one that is wiped. */
function leaving(book: TaleBook): void {
  const draining = book.input.racks.filter((rack) => rack.state === "draining");
  const lots = [...new Set(draining.map((rack) => rack.lot))].slice(0, 4);
  lots.forEach((lot, index) => {
    const waves = inWaves(
      book.byLot.get(lot)!.map((rack) => book.told(rack)),
      "decommission",
    );
    const begun = [9, 3, 6, 5][index]!;
    const createdAt = book.now - begun * DAY + 8 * HOUR;
    const drainsAt = book.now - 2 * HOUR;
    const otherwise: Plot["otherwise"] = ({ stage, attempts }, { wave }, now) => {
      if (wave > 0) return undefined;
      if (stage === "confirm") return { afterMs: index === 1 ? drainsAt - now : 26 * HOUR, ends: "done" };
      if (stage === "drain") return index === 1 ? null : { afterMs: 20 * HOUR, ends: "done" };
      if (stage !== "wipe") return undefined;
      if (index === 3)
        return now > book.now - HOUR ? null : { afterMs: book.now - HOUR - now, ends: { waits: { percent: 71 } } };
      const messages = [{ text: "Drive 3: the secure erase ended with an error" }];
      const servers = [{ server: "u11", kind: "refused", status: 500, messages }];
      const fails = { code: "hardware", servers, done: 11, of: 12 };
      return { afterMs: 5 * HOUR, ends: attempts < 2 ? { fails } : { fails, final: true } };
    };
    const gateMs = index === 2 ? () => null : () => 5 * HOUR;
    const plot: Plot = { otherwise, gateMs, assignee: operatorHas("drain") };
    book.tell("decommission", lot.datacenter, waves, createdAt, plot, {
      by: people.odile,
      dueOn: dayText(book.now + (index === 0 ? 9 : 40) * DAY),
      lives: true,
      ...(index === 1
        ? { evacuation: { title: "Cache shards to the new row", url: "https://changes.example.org/CH-4711" } }
        : {}),
    });
  });
}

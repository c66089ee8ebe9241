import { rackContents } from "@headroom/core/topology/rack-contents";
import { type FitReason, rackLimits } from "@headroom/core/topology/rack-fit";
import type { Actor } from "../actor";
import type { RackWithDevices, ServerKept } from "../ports/records";
import type { Repositories } from "../ports/repositories";
import { fedWith } from "../rack/feeds";
import { fieldValue, type Problem, type Step } from "./items";

type Reading = Pick<Repositories, "records" | "capacity">;

/** Racks that devices come to or leave, and what is kept for whom, as it was before anything was written. */
export interface RacksBefore {
  readonly racks: ReadonlyMap<number, RackWithDevices>;
  readonly kept: readonly ServerKept[];
  readonly today: string;
}

const isServer = ({ item }: Step) => item.of.name === "servers";
/** What a person who keeps a device for himself does not want touched: its place, what it is, its state. */
const TOUCHING = ["rack", "start_u", "height_u", "face", "server_type", "state"];
const PLACING = ["rack", "start_u", "height_u", "face"];

const value = ({ item, after }: Step, name: string) => fieldValue(item.of, after!, name);
const differs = (step: Step, names: readonly string[]) =>
  step.before === null ||
  names.some((name) => fieldValue(step.item.of, step.before!.values, name) !== value(step, name));
const stands = (step: Step) => step.after !== null && value(step, "state") !== "retired";
const stood = ({ item, before }: Step) => before !== null && fieldValue(item.of, before.values, "state") !== "retired";

function codesOf(steps: readonly Step[]): string[] {
  const codes = new Set<string>();
  for (const step of steps.filter(isServer)) {
    if (step.after && differs(step, TOUCHING)) codes.add(String(value(step, "rack")));
    if (step.before) codes.add(String(fieldValue(step.item.of, step.before.values, "rack")));
  }
  return [...codes];
}

/** To be asked under the locks, before anything is written. */
export async function racksBefore(
  { records }: Reading,
  steps: readonly Step[],
  today: string,
): Promise<RacksBefore | null> {
  const touched = steps.filter((step) => isServer(step) && (step.after === null || differs(step, TOUCHING)));
  if (touched.length === 0) return null;
  const ids = touched.flatMap(({ item }) => item.id ?? []);
  const racks = await records.racks(codesOf(touched), today);
  return { racks: new Map(racks.map((rack) => [rack.id, rack])), kept: await records.keptServers(ids, today), today };
}

/**
 * What stands in the way of devices in racks, once all is written: what somebody else keeps (units, the device itself), racks that take nothing,
 * and more power or weight than rack and feeds have left. What is over already and becomes no worse hinders nobody.
 */
export async function rackProblems(
  repositories: Reading,
  { racks, kept, today }: RacksBefore,
  steps: readonly Step[],
  actor: Actor,
): Promise<Problem[]> {
  const touched = steps.filter((step) => isServer(step) && (step.after === null || differs(step, TOUCHING)));
  const problems = touched.flatMap((step) => keptFor(step, kept, actor));
  const now = await repositories.records.racks(codesOf(touched), today);
  for (const rack of now) {
    const here = touched.filter((step) => stands(step) && value(step, "rack") === rack.code);
    const before = racks.get(rack.id);
    for (const step of here) problems.push(...placeProblems(step, rack, before, actor));
    const [first] = here.filter((step) => !stood(step) || differs(step, ["rack", "server_type"]));
    if (first) problems.push(...(await limitProblems(repositories, first, rack, before)));
  }
  return problems;
}

const problemOf = ({ item }: Step, field: string | null, text: string, expected: string, advice: string): Problem => ({
  ...{ at: item.line, type: "servers", field, value: text, expected, advice },
});

const isOwn = (
  { ownerId, owner }: { readonly ownerId: string | null; readonly owner: string },
  actor: Actor,
): boolean => (ownerId === null ? owner === actor.name : ownerId === actor.id);

const until = (day: string | null): string => (day === null ? "until further notice" : `until ${day}`);
const ticketOf = (ticket: string | null): string => (ticket === null ? "" : ` (${ticket})`);

/** Devices that somebody keeps for himself stay what and where they are. */
function keptFor(step: Step, kept: readonly ServerKept[], actor: Actor): Problem[] {
  const one = kept.find(({ serverId }) => serverId === step.item.id);
  if (!one || isOwn(one, actor)) return [];
  const expected = `nothing done to it: ${one.owner} keeps it ${until(one.until)}${ticketOf(one.ticket)}`;
  return [problemOf(step, null, one.name, expected, "ask the owner, or release the reservation first")];
}

function placeProblems(
  step: Step,
  rack: RackWithDevices,
  before: RackWithDevices | undefined,
  actor: Actor,
): Problem[] {
  const problems: Problem[] = [];
  const wasHere = before?.devices.some(({ id }) => id === step.item.id) === true;
  const { closedBy } = rackContents({ ...rack, feeds: [] });
  if (closedBy !== null && !wasHere)
    problems.push(problemOf(step, "rack", rack.code, `a rack that takes devices: it is ${closedBy}`, "choose another"));
  if (!differs(step, PLACING) && stood(step)) return problems;
  const covers =
    (startU: number, heightU: number, face: unknown) => (one: RackWithDevices["unitReservations"][number]) =>
      startU < one.unit + 1 &&
      startU + heightU > one.unit &&
      (face === "both" || one.face === "both" || face === one.face);
  const [startU, heightU, face] = [
    Number(value(step, "start_u")),
    Number(value(step, "height_u")),
    value(step, "face"),
  ];
  const old = wasHere ? before.devices.find(({ id }) => id === step.item.id)! : null;
  const others = rack.unitReservations
    .filter(covers(startU, heightU, face))
    .filter((one) => !isOwn(one, actor) && !(old && covers(old.startU, old.heightU, old.face)(one)));
  const [one] = others;
  if (!one) return problems;
  const units = [...new Set(others.map(({ unit }) => `U${unit}`))].join(", ");
  const expected = `units that nobody keeps: ${one.owner} keeps ${units} ${until(one.until)}${ticketOf(one.ticket)}: ${one.reason}`;
  problems.push(problemOf(step, "start_u", String(startU), expected, "choose other units, or release the reservation"));
  return problems;
}

async function limitProblems(
  repositories: Reading,
  first: Step,
  rack: RackWithDevices,
  before: RackWithDevices | undefined,
): Promise<Problem[]> {
  const sum = (of: "deratedW" | "weightKg", one: RackWithDevices | undefined) =>
    (one?.devices ?? []).reduce((all, device) => all + device[of], 0);
  const added = {
    deratedW: sum("deratedW", rack) - sum("deratedW", before),
    weightKg: sum("weightKg", rack) - sum("weightKg", before),
  };
  if (added.deratedW <= 0 && added.weightKg <= 0) return [];
  const feeds = added.deratedW > 0 ? await fedWith(repositories.capacity, rack) : [];
  const standing = rackContents({ ...rack, devices: before?.devices ?? [], feeds });
  return rackLimits(standing, added).flatMap((reason) => limitProblem(first, rack, reason));
}

const units = { rack_power: "W", feed: "W", failover: "W", weight: "kg" } as const;
const limits = { rack_power: "power", feed: "power", failover: "failover", weight: "positionWeight" } as const;

function limitProblem(step: Step, rack: RackWithDevices, reason: FitReason): Problem[] {
  if (!("asked" in reason) || !(reason.rule in units)) return [];
  const rule = reason.rule as keyof typeof units;
  const unit = units[rule];
  const subject = reason.rule === "feed" || reason.rule === "failover" ? reason.device : `rack ${rack.code}`;
  const failed = reason.rule === "failover" ? reason.failed : null;
  const { asked, left } = reason;
  const amount = (number: number) => `${Math.round(number * 1000) / 1000} ${unit}`;
  const after = failed === null ? "" : ` after ${failed} fails`;
  const what = rule === "weight" ? "weight" : "power";
  const expected = `no more ${what} on ${subject}${after} than it has left`;
  const advice = `raise it by ${amount(asked - left)}, or choose a rack that has as much left`;
  const check = { limit: limits[rule], subject, failed, asked, left, margin: left - asked, unit, ok: false };
  return [
    {
      ...problemOf(step, "rack", `${amount(asked)} asked, ${amount(Math.max(0, left))} left`, expected, advice),
      check,
    },
  ];
}

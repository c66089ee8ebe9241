import type { RunDetail, RunEventDto, RunRow } from "@headroom/contracts/run";
import type { RunKind } from "@headroom/core/rollout/usual";
import { formatDateTime, formatDuration, type Instant } from "@headroom/ui/format/dates";
import { formatCount, formatRange } from "@headroom/ui/format/numbers";
import { gateName, haltWords, keyWords, valueWords } from "@headroom/ui/run/words";
import { billText, drivesText, firmwareText, hardwareText } from "./hardwareWords";

/** What failed, what happened, and when it ends, in words. */

type Data = Readonly<Record<string, unknown>>;
const text = (value: unknown): string => valueWords(value) ?? "";

const failures: Readonly<Record<string, (data: Data) => string>> = {
  took_too_long: ({ afterMs }) =>
    `took too long${typeof afterMs === "number" ? `, given up after ${formatDuration(afterMs)}` : ""}`,
  person: ({ reason, by }) => `${text(by)}: “${text(reason)}”`,
  no_rack: ({ rack }) => `there is no rack ${text(rack)} any more`,
  wrong_state: ({ state, wanted }) =>
    `the rack is ${keyWords(text(state))}, it cannot become ${keyWords(text(wanted))}`,
  no_position: () => "no position is kept for it",
  no_controller: ({ servers }) =>
    typeof servers === "number" && servers > 0
      ? `no management controller is known for its ${formatCount(servers, "server")}`
      : "no management controller is known for it",
  no_performer: ({ does }) => `no machine knows how to ${keyWords(text(does))}`,
  no_secret_key: () => "no key is set to sign certificates with; an admin sets HEADROOM_SECRET_KEY",
  worker_lost: () => "workers that asked were lost too often",
  threw: ({ message }) => `a defect of ours: ${text(message)}`,
  wiped_by_hand: () => "it was wiped by hand, so the proof comes from a person, too",
  dependents: ({ dependents }) => `something still depends on it: ${text(dependents)}`,
  drives_not_wiped: ({ drives }) => `drives are there that were never wiped: ${drivesText(drives)}`,
  drives_not_proven: ({ drives }) => `not proven to be wiped, destroy them or wipe again: ${drivesText(drives)}`,
  bill_of_materials: billText,
  not_evacuated: ({ plan, state, racks, racksDone }) =>
    `its evacuation plan “${text(plan)}” is not carried out: ${keyWords(text(state))}, ${text(racksDone)} of ${text(racks)} racks serve`,
  firmware: firmwareText,
  hardware: hardwareText,
  position_lost: ({ position }) => `its place ${text(position)} is taken by something else`,
};

/** Why an attempt failed, by its code; what is not known here is said as it is stored. */
export function failureText(failure: Data): string {
  const { code, ...data } = failure;
  const name = String(code ?? "");
  const known = Object.hasOwn(failures, name) ? failures[name] : undefined;
  if (known) return known(data);
  const rest = valueWords(data);
  return `${keyWords(name) || "failed"}${rest ? `: ${rest}` : ""}`;
}

/** Why a message was not taken. */
export function deliveryFault({ kind, cause }: Data): string {
  if (kind === "not_set_up")
    return text(cause) === "secret key" ? "no secret key is set" : "no mail server is set up here";
  if (kind === "refused") return `refused with ${text(cause)}`;
  if (kind === "timeout") return "no answer in time";
  if (kind === "forbidden_address") return "this address may not be reached from here";
  if (kind === "unreadable_secret") return "its secret cannot be read any more: save its address again";
  return `cannot be reached, ${text(cause)}`;
}

const object = (value: unknown): Data => (typeof value === "object" && value !== null ? (value as Data) : {});
const because = ({ reason }: Data): string => (reason ? `: “${text(reason)}”` : "");
const again = ({ pauseMs }: Data): string =>
  typeof pauseMs === "number" ? `, again in ${formatDuration(pauseMs)}` : "";

type Template = RunDetail["template"];
const gateOf = (data: Data, template: Template): string => gateName(template, Number(data.wave ?? 0), text(data.after));

const happenings: Readonly<Record<string, (data: Data, template: Template) => string>> = {
  run_created: () => "made",
  run_started: () => "began",
  run_pause: (data) => `paused${because(data)}`,
  run_resume: (data) => `resumed${because(data)}`,
  run_abort: (data) => `aborted, what was done is taken back${because(data)}`,
  run_halted: (data, template) => `halted: ${haltWords(data as NonNullable<RunDetail["halt"]>, template)}`,
  run_taken_back: (data, template) =>
    `${haltWords(data as NonNullable<RunDetail["halt"]>, template)}: what was done is taken back`,
  run_given_up: () => "deciding about it brought workers down: it is looked at again in a while",
  run_done: () => "done",
  run_aborted: () => "at its end, taken back",
  step_started: ({ attempt, task }) =>
    task ? "task for a person" : Number(attempt) > 1 ? `attempt ${text(attempt)} began` : "began",
  step_done: () => "done",
  step_undone_begun: () => "being taken back",
  step_undone: () => "taken back",
  attempt_failed: (data) => `attempt ${text(data.attempt)} failed: ${failureText(object(data.failure))}${again(data)}`,
  step_failed: (data) => `failed for good: ${failureText(object(data.failure))}`,
  step_handed_over: (data) => `no machine can do it here, a person has to: ${failureText(object(data.why))}`,
  step_waits: (data) => text(data),
  step_retried: () => "tried again at once",
  step_skipped: (data) => `skipped${because(data)}`,
  gate_asked: (data, template) => `${gateOf(data, template)}, waits to be opened`,
  gate_opened: (data, template) => `${gateOf(data, template)}, open${because(data)}`,
  gate_held: (data, template) => `${gateOf(data, template)}, held${because(data)}`,
  task_assigned: ({ assigneeId }) => (assigneeId === null ? "given back, nobody has it" : "given to somebody"),
  evacuation_named: ({ title, reason }) =>
    title === null
      ? `no evacuation plan any more${because({ reason })}`
      : `evacuation plan: ${text(title)}${because({ reason })}`,
  order_sent: ({ to }) => `work order sent to ${text(to)}`,
  order_accepted: ({ to }) => `${text(to)} takes it on`,
  order_withdrawn: ({ to }) => `work order of ${text(to)} taken back`,
  order_undelivered: ({ to, fault }) => `the work order reached nobody: ${text(to)} (${deliveryFault(object(fault))})`,
  task_due_soon: ({ dueAt }) => `due soon${dueAt ? `, ${text(dueAt)}` : ""}`,
  task_escalated: ({ dueAt }) => `likely to be late${dueAt ? `, due ${text(dueAt)}` : ""}: operators were told`,
  task_late: () => "late",
  run_late: ({ dueOn }) => `likely to end after ${text(dueOn)}, when it is due`,
};

/** A line of the log. */
export function eventText({ kind, data }: Pick<RunEventDto, "kind" | "data">, template: Template): string {
  const known = Object.hasOwn(happenings, kind) ? happenings[kind] : undefined;
  if (known) return known(data, template);
  const rest = valueWords(data);
  return `${keyWords(kind)}${rest ? `: ${rest}` : ""}`;
}

/** What a rack is that came through: "48 of 148 racks in service". */
export const throughWords: Readonly<Record<RunKind, string>> = {
  provision: "in service",
  decommission: "taken out",
  move: "moved",
  repair: "repaired",
};

/** "about 19 May (16 May – 22 May)". A year that the middle tells is not told again. */
export function endsWords(ends: RunRow["ends"], now: Instant): string | null {
  if (ends === null) return null;
  const day = (at: string) => formatDateTime(at, now).split(",")[0] ?? "";
  const [early, late] = [day(ends.p10), day(ends.p90)];
  if (early === late) return `about ${formatDateTime(ends.p50, now)}`;
  const middle = day(ends.p50);
  const [year = ""] = /\s\d{4}$/.exec(middle) ?? [];
  const short = (text: string) => (year !== "" && text.endsWith(year) ? text.slice(0, -year.length) : text);
  return `about ${middle} (${formatRange(short(early), short(late))})`;
}

/** Days from the end that is expected to the day it is due; null: no such day, or no expectation. Above 0: it comes too late. */
export function lateDays(row: Pick<RunRow, "ends" | "dueOn" | "endedAt">): number | null {
  const end = row.endedAt ?? row.ends?.p50;
  if (row.dueOn === null || end === undefined) return null;
  return Math.ceil((Date.parse(end) - (Date.parse(row.dueOn) + DAY_MS)) / DAY_MS);
}

export const DAY_MS = 86_400_000;

/** The end of the day on which it is due. */
export const dueEnd = (dueOn: string | null): number | null => (dueOn === null ? null : Date.parse(dueOn) + DAY_MS);

import { templateOf } from "@headroom/contracts/run-template";
import type { OrderView } from "@headroom/contracts/work-order";
import { isOpenOrder } from "@headroom/core/lifecycle/work-order";
import { instantOf } from "../days";
import { type Composition, lineOf } from "../message/composed";
import type { Ports } from "../ports";
import type { TakenMessage } from "../ports/outbox";
import type { Repositories } from "../ports/repositories";
import type { WorkOrderFacts } from "../ports/work-orders";
import { doesOf } from "../run/board";
import { checklistOf } from "../run/checklist";
import { evacuationOf } from "../run/evacuation";
import { orderPath, tokenOf } from "./token";
import { witnessKey, witnessView } from "./witness";

/** A work order as a message: what, where, until when, and the link that answers it. Over where the order is. */
export async function composeOrder(
  { secrets }: Ports,
  { workOrders, sanitisation, runs }: Pick<Repositories, "workOrders" | "sanitisation" | "runs">,
  { workOrderId }: TakenMessage,
  url: string,
): Promise<Composition> {
  const order = workOrderId === null ? null : await workOrders.facts(workOrderId);
  if (!order || !isOpenOrder(order.state)) return { kind: "over" };
  // without it nobody could tell a true link from a false one
  if (!secrets) return { kind: "fault", fault: { kind: "not_set_up", cause: "secret key", final: false } };
  const link = `${url}${orderPath(tokenOf(secrets, order.id, order.expiresAt))}`;
  const { title, checklist, evidence } = taskOf(order);
  const { datacenter, datacenterName, room, row, position, from, rack, rackType } = order;
  const isWitness = order.asks === "witness";
  const drives = isWitness ? witnessView(await sanitisation.ofEffect(witnessKey(order))) : [];
  const evacuation = await evacuationFor(runs, order);
  const dueAt = isWitness ? null : order.dueAt;
  const places: readonly (readonly [string, string | number | null])[] = [
    ["Datacenter", datacenterName === datacenter ? datacenter : `${datacenterName} (${datacenter})`],
    ["Room", room],
    ["Row", row],
    ["Position", position],
    ["Now at", from],
    ["Rack", `${rack} (${rackType})`],
    ["Due", dueAt === null ? null : whenWords(dueAt)],
  ];
  const text = [
    isWitness
      ? `${order.contact}, please see that these drives are destroyed, and say so under the link below.`
      : `${order.contact}, please do this and say so under the link below.`,
    "",
    `What: ${title}`,
    ...places.flatMap(([label, value]) => (value === null ? [] : [`${label}: ${value}`])),
    ...(drives.length === 0 ? [] : ["", "Drives:", ...drives.map(driveLine)]),
    ...(evacuation === null ? [] : ["", ...evacuationLines(evacuation)]),
    ...(checklist.length === 0 ? [] : ["", "Checklist:", ...checklist.map((one) => `- ${one}`)]),
    ...(evidence.length === 0 ? [] : ["", `Please have ready: ${evidence.join(", ")}`]),
    ...[
      "",
      isWitness ? "Say which you saw, or that you cannot:" : "Accept it, answer it, or say that it cannot be done:",
    ],
    link,
    ...["", `The link is yours alone, works until ${whenWords(order.expiresAt)}, and takes one answer.`, ""],
  ].join("\n");
  const where = { datacenter, datacenterName, room, row, position, from, rack, rackType };
  return {
    ...{ kind: "composed", type: "com.headroom.work_order.opened", text },
    subject: lineOf(`${title}: ${rack}, ${datacenter}${dueAt === null ? "" : `, due ${whenWords(dueAt)}`}`),
    data: {
      ...{ workOrder: order.id, contact: order.contact, what: title, where, checklist, evidence, link },
      ...(evacuation === null ? {} : { evacuation }),
      ...(isWitness ? { drives } : {}),
      ...{ dueAt: dueAt === null ? null : instantOf(dueAt), expiresAt: instantOf(order.expiresAt) },
    },
  };
}

type Drive = ReturnType<typeof witnessView>[number];
const driveLine = ({ serial, model, name, server, unit }: Drive) =>
  `- ${serial ?? "without a serial"}, ${model ?? name}, of ${server} (U${unit})`;

type Evacuation = NonNullable<NonNullable<OrderView["task"]>["evacuation"]>;

/** Where the load of a rack that is drained goes; null: nobody named a plan, or it is another task. Of a plan of ours no more than its name and end. */
export async function evacuationFor(
  runs: Pick<Repositories["runs"], "evacuations">,
  { asks, runId, template, stage: key, stepState }: WorkOrderFacts,
): Promise<Evacuation | null> {
  const stage = templateOf(template).stages.find((one) => one.key === key);
  if (asks === "witness" || stepState === "undoing" || !stage || doesOf(stage) !== "drain") return null;
  const found = evacuationOf((await runs.evacuations([runId])).get(runId));
  return found && { title: found.title, url: found.url, isCarriedOut: found.plan?.isCarriedOut ?? null };
}

const evacuationLines = ({ title, url, isCarriedOut }: Evacuation): string[] => [
  `Evacuation plan: ${title}`,
  ...(url === null ? [] : [url]),
  ...(isCarriedOut === false ? ["It is not carried out yet: the task cannot be answered as done before."] : []),
];

/** What the task is called, and what it asks for. */
export function taskOf({ asks, template, stage: key, stepState, checklist }: WorkOrderFacts) {
  if (asks === "witness")
    return { title: "Witness the destruction of drives", isUndo: false, checklist: [], evidence: [] };
  const stage = templateOf(template).stages.find((one) => one.key === key);
  const isUndo = stepState === "undoing";
  return {
    title: `${isUndo ? "Take back: " : ""}${stage?.title ?? key}`,
    isUndo,
    checklist: checklistOf({ state: stepState, checklist }).map(({ text }) => text),
    evidence: isUndo ? [] : [...(stage?.evidence ?? [])],
  };
}

/** As `Sat 28 Nov 2026, 14:00 UTC`: who reads it may be anywhere. */
export const whenWords = (at: number): string => {
  const date = new Date(at);
  const [day, month] = [
    ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"],
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
  ].map((names, i) => names[i === 0 ? date.getUTCDay() : date.getUTCMonth()]);
  return `${day} ${date.getUTCDate()} ${month} ${date.getUTCFullYear()}, ${date.toISOString().slice(11, 16)} UTC`;
};

import { err, ok, type Result } from "@headroom/core/foundation/result";
import type { EraseMethod, EraseProgress, EraseTicket, HardwareFault } from "@headroom/services/ports/hardware";
import { eraseMethodsOf } from "./discover";
import { at, type Document, isDocument, messagesOf, parsed, type Resources, shown } from "./resource";
import { pathOf } from "./session";
import type { Reply } from "./transport";
import { amountOf, eraseWords, textOf } from "./values";

/** States of a task that are ends; all others go on. */
const ends: Readonly<Record<string, "done" | "failed">> = {
  completed: "done",
  exception: "failed",
  killed: "failed",
  cancelled: "failed",
};

export async function beginErase(
  resources: Resources,
  base: string,
  drive: string,
  method: EraseMethod,
  known?: readonly string[],
): Promise<Result<EraseTicket, HardwareFault>> {
  // a device of simple storage is a part of its controller's resource, without anything that can be ordered
  if (drive.includes("#")) return err({ kind: "unsupported", at: drive, what: "simple storage erases nothing" });
  const read = await resources.get(drive);
  if (!read.ok) return read;
  const { document } = read.value;
  const offered = eraseMethodsOf(document);
  if (!offered.includes(method))
    return err({
      kind: "unsupported",
      at: drive,
      what: `erasing (${method}); it offers ${offered.join(", ") || "none"}`,
    });
  const running = runningErase(document, base);
  if (running !== null) return ok({ drive, task: running, wasRunning: true });
  const target = at(document, "Actions", "#Drive.SecureErase", "target") as string;
  const body = method === "own" ? {} : { SanitizationType: eraseWords[method] };
  if (known !== undefined) {
    const lost = await lostTask(resources, target, method, known);
    if (!lost.ok) return lost;
    if (lost.value !== null) return ok({ drive, task: lost.value, wasRunning: true });
  }
  const given = await resources.order("POST", target, { body });
  return given.ok ? ok({ drive, task: taskOf(given.value, base), wasRunning: false }) : given;
}

/** Paths of all tasks. */
export async function tasks(resources: Resources): Promise<Result<readonly string[], HardwareFault>> {
  const root = await resources.get("/redfish/v1/");
  if (!root.ok) return root;
  const service = await resources.get(resources.linkOf(root.value.document.Tasks) ?? "/redfish/v1/TaskService");
  if (!service.ok) return service;
  const collection = resources.linkOf(service.value.document.Tasks);
  return collection === null
    ? err({ kind: "unsupported", at: "/redfish/v1/TaskService", what: "it lists no tasks" })
    : resources.members(collection);
}

/** The newest task that carries out this very order, and was not there before; null: the controller knows of none. */
async function lostTask(
  resources: Resources,
  target: string,
  method: EraseMethod,
  known: readonly string[],
): Promise<Result<string | null, HardwareFault>> {
  const all = await tasks(resources);
  if (!all.ok) return all.error.kind === "unsupported" ? ok(null) : all;
  const fresh = all.value.filter((path) => !known.includes(path));
  for (const path of fresh.reverse()) {
    const read = await resources.get(path);
    if (!read.ok) {
      if (read.error.kind === "unsupported") continue;
      return read;
    }
    const { Payload: payload } = read.value.document;
    const sent = parsed(textOf(at(payload, "JsonBody")));
    const way = at(sent, "SanitizationType");
    const isSame = method === "own" ? way === undefined : way === undefined || way === eraseWords[method];
    if (at(payload, "TargetUri") === target && isSame) return ok(path);
  }
  return ok(null);
}

/** The task of an erasure that the drive is under already. */
function runningErase(drive: Document, base: string): string | null {
  const operations = Array.isArray(drive.Operations) ? drive.Operations : [];
  const own = operations.find((one) =>
    /saniti[sz]e|erase/i.test(`${at(one, "Operation")} ${at(one, "OperationName")}`),
  );
  return pathOf(at(own, "AssociatedTask", "@odata.id"), base);
}

/** What to ask about an order that was taken: its monitor, or the task in the answer. Null: it is done. */
function taskOf({ status, headers, text }: Reply, base: string): string | null {
  const body = parsed(text);
  const task = isDocument(body) && /#Task\./.test(String(body["@odata.type"])) ? pathOf(body["@odata.id"], base) : null;
  const location = pathOf(headers.location, base);
  return status === 202 ? (task ?? location) : task;
}

export async function eraseProgress(
  resources: Resources,
  { drive, task }: EraseTicket,
): Promise<Result<EraseProgress, HardwareFault>> {
  if (task === null) return ok({ state: "done", messages: [] });
  const asked = await resources.order("GET", task, {});
  if (!asked.ok) {
    if (asked.error.kind !== "refused") return asked;
    const { status, messages } = asked.error;
    // a task that is gone proves nothing; any other refusal of a monitor is how the erasure ended
    if (status === 404 || status === 410)
      return err({
        kind: "contradiction",
        at: drive,
        says: "the task of its erasure is gone",
        but: "nobody saw it end",
      });
    return ok({ state: "failed", messages });
  }
  const { status, text } = asked.value;
  const body = parsed(text);
  if (isDocument(body) && textOf(body.TaskState) !== null) return ok(progressOf(body));
  // a monitor: 202 while it goes on, anything else of 2xx when it is done
  if (status === 202) return ok({ state: "running", percent: null, messages: messagesOf(body) });
  if (text !== null && !isDocument(body))
    return err({ kind: "unreadable", at: task, expected: "a task", got: shown(text) });
  return ok({ state: "done", messages: messagesOf(body) });
}

function progressOf(task: Document): EraseProgress {
  const messages = messagesOf(task);
  const end = ends[textOf(task.TaskState)!.toLowerCase()];
  if (end === undefined) return { state: "running", percent: amountOf(task.PercentComplete), messages };
  const isCritical = textOf(task.TaskStatus)?.toLowerCase() === "critical";
  return { state: end === "done" && !isCritical ? "done" : "failed", messages };
}

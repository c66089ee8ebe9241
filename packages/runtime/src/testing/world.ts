// A process that plays the world outside: it does what runs ask for, once for each key, and counts. GET tells what it counted.
import { createServer } from "node:http";
import type { StepAnswer, StepWork } from "@headroom/services/run/perform";

/** What was done under a key. */
interface Done {
  readonly does: string;
  readonly direction: string;
  /** Times that the thing itself was done, and times that it was asked for. */
  done: number;
  asked: number;
}

const slowMs = Number(process.env.WORLD_SLOW_MS ?? "0");
/** Stages that go on outside, and have to be asked about again. */
const waits = new Set((process.env.WORLD_WAITS ?? "").split(","));
/** Stages whose first attempt fails, after the thing was done: the second one has to find that. */
const fails = new Set((process.env.WORLD_FAILS ?? "").split(","));
const kept = new Map<string, Done>();

function answer({ effectKey, does, direction, attempt, waited }: StepWork): StepAnswer {
  const known = kept.get(effectKey) ?? { does, direction, done: 0, asked: 0 };
  kept.set(effectKey, known);
  known.asked += 1;
  if (known.done === 0) known.done += 1;
  if (fails.has(does) && attempt === 1) return { kind: "failed", failure: { code: "flaky" }, final: false };
  if (waits.has(does) && waited === null)
    return { kind: "wait", pollAfterMs: 300, note: { percent: 10 }, result: { ticket: effectKey } };
  return { kind: "done", result: { key: effectKey } };
}

const server = createServer((request, response) => {
  const send = (value: unknown) => response.setHeader("content-type", "application/json").end(JSON.stringify(value));
  if (request.method === "GET") return void send(Object.fromEntries(kept));
  let body = "";
  request.on("data", (part) => {
    body += part;
  });
  request.on("end", () => {
    // it does what it is asked, and tells a while later: who asked may be gone by then
    const told = answer(JSON.parse(body));
    setTimeout(() => send(told), slowMs);
  });
});
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  process.stdout.write(`${typeof address === "object" && address ? address.port : 0}\n`);
});

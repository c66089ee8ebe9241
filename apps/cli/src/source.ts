import { randomUUID } from "node:crypto";
import { type SourceDto, type SourceInput, sourceInput } from "@headroom/contracts/telemetry-source";
import { oneLine } from "@headroom/interchange/placement/fault";
import type { Container } from "@headroom/runtime/container";
import { ServiceError } from "@headroom/services/errors";
import { trySource } from "@headroom/services/telemetry/poll";
import { listSources, removeSource, saveSource } from "@headroom/services/telemetry/sources";
import { readArguments } from "./arguments";
import { type Command, say } from "./command";
import { openCliContainer } from "./container";
import { NoDatabase } from "./database-url";

const USAGE = [
  "usage: headroom source list [--json]",
  "       headroom source add NAME --url URL --query PROMQL --kind KIND --metric METRIC --label LABEL... [options]",
  "       headroom source test NAME                 asks it, and stores nothing",
  "       headroom source remove NAME",
  "",
  "  Prometheus servers that the worker asks for telemetry. `add` changes the one of that name.",
  "",
  "  --kind KIND              rack (one label), server (two: rack, name), device (three: datacenter, room, code)",
  "  --metric METRIC          power_w, inlet_c, utilisation",
  "  --label LABEL            whose value names the thing; again for the next",
  "  --scale N                what values are multiplied by (default 1)",
  "  --every SECONDS          a point so often (default 60)",
  "  --token-variable NAME    environment variable of the worker with a bearer token: HEADROOM_PROMETHEUS_TOKEN, or that and _NAME",
  "  --off                    keep it, and do not ask it",
  "",
  "The database is DATABASE_URL, or the one of a Headroom that `npm start` runs.",
];

/** `headroom source`: where telemetry comes from. */
export const source: Command = {
  async run(args) {
    const read = readArguments(args, {
      ...{ url: { type: "string" }, query: { type: "string" }, kind: { type: "string" }, metric: { type: "string" } },
      ...{ label: { type: "string", multiple: true }, scale: { type: "string" }, every: { type: "string" } },
      ...{ "token-variable": { type: "string" }, off: { type: "boolean" }, json: { type: "boolean" } },
    });
    if (!read.ok) {
      say(...read.error.map((line) => `headroom source: ${line}`), ...USAGE);
      return 2;
    }
    if (read.value === "help") {
      process.stdout.write(`${USAGE.join("\n")}\n`);
      return 0;
    }
    const { values, positionals } = read.value;
    const [verb = "", name, ...more] = positionals;
    const isRight =
      verb === "list" ? name === undefined : ["add", "test", "remove"].includes(verb) && name !== undefined;
    if (!isRight || more.length > 0) {
      say(...USAGE);
      return 2;
    }
    let container: Container | null = null;
    try {
      const input = verb === "add" ? inputOf(name!, values) : null;
      container = await openCliContainer();
      return await carryOut(container, verb, name ?? "", input, values.json === true);
    } catch (cause) {
      say(...explain(cause).map((line) => `headroom source: ${line}`));
      return 2;
    } finally {
      await container?.close();
    }
  },
};

interface Given {
  readonly url?: string | undefined;
  readonly query?: string | undefined;
  readonly kind?: string | undefined;
  readonly metric?: string | undefined;
  readonly label?: string[] | undefined;
  readonly scale?: string | undefined;
  readonly every?: string | undefined;
  readonly "token-variable"?: string | undefined;
  readonly off?: boolean | undefined;
}

class Refusal extends Error {
  constructor(readonly lines: readonly string[]) {
    super(lines.join("; "));
  }
}

/** Flags as people write them, beside the names of the fields. */
const flags: Readonly<Record<string, string>> = {
  ...{ labels: "label", stepSeconds: "every", tokenVariable: "token-variable" },
};

function inputOf(name: string, given: Given): SourceInput {
  const { url, query, kind, metric, label, scale, every, off } = given;
  const parsed = sourceInput.safeParse({
    ...{ name, url, query, kind, metric, labels: label },
    ...(scale === undefined ? {} : { scale: Number(scale) }),
    ...(every === undefined ? {} : { stepSeconds: Number(every) }),
    ...{ tokenVariable: given["token-variable"] ?? null, enabled: off !== true },
  });
  if (parsed.success) return parsed.data;
  throw new Refusal(
    parsed.error.issues.map(({ path, message }) => {
      const field = String(path[0] ?? "name");
      return `--${flags[field] ?? field}: ${message}`;
    }),
  );
}

async function carryOut(
  { ports, prometheus }: Container,
  verb: string,
  name: string,
  input: SourceInput | null,
  isJson: boolean,
): Promise<number> {
  const actor = { id: null, name: "headroom source", role: "system", via: "cli", requestId: randomUUID() } as const;
  const print = (...lines: readonly string[]) =>
    process.stdout.write(lines.map((line) => `${oneLine(line)}\n`).join(""));
  if (verb === "list") {
    const rows = await listSources(ports, actor);
    if (isJson) print(JSON.stringify(rows));
    else print(...(rows.length === 0 ? ["no sources"] : rows.map(lineOf)));
    return 0;
  }
  if (verb === "add") {
    const { made } = await saveSource(ports, actor, input!);
    print(`${name} ${made ? "is made" : "is changed"}: the worker asks it within a minute`);
    return 0;
  }
  if (verb === "remove") {
    await removeSource(ports, actor, { name });
    print(`${name} is asked no more; what was read stays`);
    return 0;
  }
  const found = (await listSources(ports, actor)).find((one) => one.name === name);
  if (!found) throw new ServiceError("NOT_FOUND", { kind: "source", id: name });
  const secret = (variable: string) => process.env[variable] ?? null;
  const tried = await trySource(ports, actor, found, { prometheus, secret, signal: new AbortController().signal });
  if (!tried.ok) {
    say(`headroom source: ${name}: ${JSON.stringify(tried.error)}`);
    return 1;
  }
  const { series, known, shown } = tried.value;
  if (isJson) print(JSON.stringify(tried.value));
  else
    print(
      `${series} series, ${known} of them of things that are here`,
      ...shown.map(
        (one) => `  ${one.said}: ${one.value ?? "nothing lately"}${one.isKnown ? "" : ", nothing here is called so"}`,
      ),
    );
  return series > 0 && known === 0 ? 1 : 0;
}

function lineOf({ name, url, metric, kind, enabled, readTo, failures, outcome }: SourceDto): string {
  const fault = outcome?.fault as { readonly kind?: string } | undefined;
  const state = !enabled
    ? "off"
    : failures > 0
      ? `failed ${failures} times: ${fault?.kind ?? "unknown"}`
      : readTo === null
        ? "not asked yet"
        : `read to ${readTo}`;
  const unknown = Number(outcome?.unknown ?? 0);
  return [name, `${metric} of ${kind}`, url, state, ...(unknown > 0 ? [`${unknown} unknown`] : [])].join("  ");
}

/** Expected failures in sentences; anything else is a fault of the program. */
function explain(cause: unknown): readonly string[] {
  if (cause instanceof NoDatabase) return [cause.message];
  if (cause instanceof Refusal) return cause.lines;
  if (cause instanceof ServiceError && cause.code === "NOT_FOUND") return [`there is no source ${cause.details.id}`];
  if (cause instanceof ServiceError && cause.code === "CONFLICT") return ["somebody made it meanwhile: try again"];
  throw cause;
}

import { createHmac, randomBytes } from "node:crypto";
import { appRouter } from "@headroom/api/root";
import { createCallerFactory } from "@headroom/api/trpc";
import type { Figure } from "@headroom/config/bench/types";
import { PACKED_TYPE, packedReads } from "@headroom/contracts/packed";
import { createAuth } from "@headroom/runtime/auth/auth";
import { readSession } from "@headroom/runtime/auth/session";
import { type Container, openContainer } from "@headroom/runtime/container";
import { readEnv } from "@headroom/runtime/env";
import { openLog } from "@headroom/runtime/log";
import pg from "pg";
import { reads } from "./inputs";
import { recordStatements, replay } from "./statements";
import { quantile, tenths, timed } from "./statistics";

interface Options {
  address: string;
  databaseUrl: string;
  cookie: string;
  rounds: number;
  say: (line: string) => void;
  /** What p95 has to stay below: `mostMs`, and `times` the plain statements or 10 ms above them, whichever is larger. */
  goal?: { readonly mostMs: number; readonly times: number };
}

const usualGoal = { mostMs: 60, times: 5 };

/**
 * p95 of every query procedure: over HTTP with its session, and of the statements it sends, the session's among them, replayed on one
 * plain connection. Without a goal of its own: 60 ms, and not more than five times the plain statements or 10 ms above them.
 */
export async function readFigures(options: Options): Promise<Figure[]> {
  const database = new pg.Client({ connectionString: options.databaseUrl });
  await database.connect();
  const BETTER_AUTH_SECRET = randomBytes(32).toString("base64url");
  const env = readEnv({ DATABASE_URL: options.databaseUrl, LOG_LEVEL: "silent", BETTER_AUTH_SECRET });
  const container = openContainer(env, openLog(env, "bench"), "bench");
  try {
    const person = (
      await database.query<{ id: string; name: string }>(
        "select id, name from user_account where role = 'admin' limit 1",
      )
    ).rows[0];
    if (!person) throw new Error("the scenario has no admin");
    const caller = createCallerFactory(appRouter)({
      ports: container.ports,
      actor: { id: person.id, name: person.name, role: "admin", via: "web", requestId: "bench" },
      requestId: "bench",
      report: () => {},
    });
    const session = await sessionReader(container, BETTER_AUTH_SECRET);
    const figures: Figure[] = [];
    const all = await reads(database);
    if (all.missing.length > 0) options.say(`left out, no input is known: ${all.missing.join(", ")}`);
    if (all.empty.length > 0) options.say(`the scenario has nothing for: ${all.empty.join(", ")}`);
    figures.push({ name: "reads left out", value: all.missing.length, unit: "", goal: { atMost: 0 } });
    for (const { path, input } of all.reads) {
      const statements = await recordStatements(async () => {
        await session();
        await callOf(caller, path)(input);
      });
      const plain = await timed(options.rounds, () => replay(database, statements));
      const served = await timed(options.rounds, () => over(options, path, input));
      const direct = quantile(plain, 0.95);
      const { mostMs, times } = options.goal ?? usualGoal;
      const limit = Math.min(mostMs, Math.max(times * direct, direct + 10));
      figures.push({
        name: `${path}, p95`,
        value: tenths(quantile(served, 0.95)),
        unit: "ms",
        goal: { atMost: tenths(limit) },
        peers: { [`${statements.length} statements, plain`]: tenths(direct) },
      });
      options.say(`${path}: ${tenths(quantile(served, 0.95))} ms`);
    }
    return figures;
  } finally {
    await container.close();
    await database.end();
  }
}

/** Reads the session that was opened for the benchmark, as the server does; signed anew, because the server's secret is its own. */
async function sessionReader({ env, log, database }: Container, secret: string): Promise<() => Promise<void>> {
  const auth = createAuth(env, database, log);
  const { rows } = await database.pool.query<{ token: string }>(
    "select token from session order by created_at desc limit 1",
  );
  const token = rows[0]?.token ?? "";
  const signature = createHmac("sha256", secret).update(token).digest("base64");
  const { name } = (await auth.$context).authCookies.sessionToken;
  const headers = new Headers({ cookie: `${name}=${encodeURIComponent(`${token}.${signature}`)}` });
  return async () => {
    if (!(await readSession({ auth, database }, headers))) throw new Error("the session cannot be read");
  };
}

type Call = (input?: unknown) => Promise<unknown>;

function callOf(caller: unknown, path: string): Call {
  const [router = "", name = ""] = path.split(".");
  const call = (caller as Record<string, Record<string, Call> | undefined>)[router]?.[name];
  if (!call) throw new Error(`there is no procedure ${path}`);
  return call;
}

async function over({ address, cookie }: Options, path: string, input: unknown): Promise<void> {
  const query = input === undefined ? "" : `?input=${encodeURIComponent(JSON.stringify(input))}`;
  // as the browser asks (trpc/packed-fetch.ts)
  const accept = packedReads.includes(path) ? `${PACKED_TYPE}, application/json` : "*/*";
  const answer = await fetch(`${address}/api/trpc/${path}${query}`, { headers: { cookie, accept } });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${text.slice(0, 300)}`);
}

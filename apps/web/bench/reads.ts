import { createHmac, randomBytes } from "node:crypto";
import { appRouter } from "@headroom/api/root";
import { createCallerFactory } from "@headroom/api/trpc";
import type { Figure } from "@headroom/config/bench/types";
import { createAuth } from "@headroom/runtime/auth/auth";
import { readSession } from "@headroom/runtime/auth/session";
import { type Container, openContainer } from "@headroom/runtime/container";
import { readEnv } from "@headroom/runtime/env";
import { openLog } from "@headroom/runtime/log";
import pg from "pg";
import { recordStatements, replay } from "./statements";
import { quantile, tenths, timed } from "./statistics";

interface Options {
  address: string;
  databaseUrl: string;
  cookie: string;
  rounds: number;
  say: (line: string) => void;
}

const goalMs = 60;

/**
 * p95 of every query procedure: over HTTP with its session, and of the statements it sends, the session's among them, replayed on one
 * plain connection. The goal is 60 ms, and not more than five times the plain statements or 10 ms above them, whichever is larger.
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
    for (const { path, input } of await reads(database)) {
      const statements = await recordStatements(async () => {
        await session();
        await callOf(caller, path)(input);
      });
      const plain = await timed(options.rounds, () => replay(database, statements));
      const served = await timed(options.rounds, () => over(options, path, input));
      const direct = quantile(plain, 0.95);
      const limit = Math.min(goalMs, Math.max(5 * direct, direct + 10));
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
  const answer = await fetch(`${address}/api/trpc/${path}${query}`, { headers: { cookie } });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${text.slice(0, 300)}`);
}

/** Every query procedure with an input that makes it work: the largest datacenter, the region with the most racks. */
async function reads(database: pg.Client): Promise<{ path: string; input?: unknown }[]> {
  const one = async (sql: string): Promise<string> => {
    const row = (await database.query<{ v: string | number }>(sql)).rows[0];
    if (row === undefined) throw new Error(`the scenario has nothing for: ${sql}`);
    return String(row.v);
  };
  const datacenter = await one(
    "select d.code v from datacenter d join room r on r.datacenter_id = d.id join position p on p.room_id = r.id group by d.code order by count(*) desc, d.code limit 1",
  );
  const region = await one(
    "select g.code v from region g join zone z on z.region_id = g.id join datacenter d on d.zone_id = z.id join rack k on k.datacenter_id = d.id group by g.code order by count(*) desc limit 1",
  );
  const rack = await one("select code v from rack where state = 'in_service' order by id desc limit 1");
  const rowId = Number(await one("select id v from row order by id limit 1"));
  const requestId = Number(await one("select request_id v from plan_request order by request_id limit 1"));
  const openRequest = Number(await one("select id v from request where state = 'open' order by id limit 1"));
  const submitted = Number(await one("select id v from plan where state = 'submitted' order by id limit 1"));
  const rackType = await one("select code v from rack_type order by id limit 1");
  const eventId = Number(await one("select id v from audit_event order by id desc limit 1"));
  const draft = Number(
    await one(
      "select plan_id v from plan_action a join plan p on p.id = a.plan_id where p.state = 'draft' order by 1 limit 1",
    ),
  );
  const actionId = Number(await one(`select id v from plan_action where plan_id = ${draft} order by id limit 1`));
  const rowOfAction = Number(
    await one(
      `select w.id v from row w join room r on r.id = w.room_id join plan_action a on a.datacenter_id = r.datacenter_id where a.id = ${actionId} order by 1 limit 1`,
    ),
  );
  const ofRequest = `from row w join room r on r.id = w.room_id join datacenter d on d.id = r.datacenter_id join zone z on z.id = d.zone_id
    join request q on q.region_id = z.region_id where q.id = ${openRequest} order by w.id limit 1`;
  const rowForRequest = Number(await one(`select w.id v ${ofRequest}`));
  const datacenterForRequest = await one(`select d.code v ${ofRequest}`);
  const inputs: Record<string, unknown> = {
    "region.get": { code: region },
    "datacenter.list": {},
    "datacenter.floor": { code: datacenter },
    "datacenter.row": { rowId, requestId: openRequest },
    "rack.list": { search: rack.slice(0, 5) },
    "rack.get": { code: rack },
    "search.find": { text: datacenter.slice(0, 3) },
    "utilisation.get": { resource: "power" },
    "audit.list": {},
    "audit.get": { id: eventId },
    "request.list": {},
    "request.get": { id: requestId },
    "request.feasibility": { rackType, unit: "racks", amount: 8, region },
    "plan.list": {},
    "plan.get": { id: submitted },
    "plan.progress": { id: submitted },
    "approval.review": { planId: submitted },
    "override.targets": { planId: draft, actionId },
    "override.preview": { planId: draft, actionId, rowId: rowOfAction },
    "placement.why": { requestId: openRequest },
    "placement.tryRelief": {
      requestId: openRequest,
      datacenter: datacenterForRequest,
      relief: { rowId: rowForRequest, changes: [], fewer: 1 },
    },
    "replay.list": {},
    "scenario.board": { planId: draft },
    "scenario.options": { planId: draft },
    "scenario.progress": { planId: draft },
    "import.list": undefined,
    "invite.lookup": { token: "x".repeat(40) },
  };
  // A fresh scenario has none of them.
  const absent = ["import.get", "replay.get", "replay.progress"];
  const procedures = appRouter._def.procedures as unknown as Record<string, { _def: { type: string } }>;
  return Object.keys(procedures)
    .filter((path) => procedures[path]?._def.type === "query" && !absent.includes(path))
    .sort()
    .map((path) => ({ path, input: inputs[path] }));
}

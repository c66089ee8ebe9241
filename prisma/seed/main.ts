import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { hashPassword } from "better-auth/crypto";
import pg from "pg";
import { buildFleet } from "./generate/fleet";
import { allPeople, DEMO_PASSWORD } from "./generate/people";
import { describe } from "./load/describe";
import { DatabaseNotEmpty, loadFleet } from "./load/load";
import { seedScenarios } from "./load/scenarios";
import { SeedFault, type Summary, verifyFleet } from "./load/verify";
import { cloud } from "./scenarios/cloud";
import { demo } from "./scenarios/demo";
import type { Scenario } from "./scenarios/scenario";
import { small } from "./scenarios/small";

const scenarios: Readonly<Record<string, () => Scenario>> = { demo: () => demo, small: () => small, cloud };
const FEWEST_SERVERS = 10_000;

/** By name; `cloud:10000` is the cloud's shape with about that many servers. null: there is none of that name. */
function scenarioOf(name: string): Scenario | null {
  const servers = Number(/^cloud:(\d+)$/.exec(name)?.[1]);
  if (servers >= FEWEST_SERVERS) return cloud(servers);
  return scenarios[name]?.() ?? null;
}
const root = join(dirname(fileURLToPath(import.meta.url)), "../..");

const help = `Fills an empty, migrated database with a scenario.

  node --import tsx prisma/seed/main.ts --scenario ${Object.keys(scenarios).join("|")}|cloud:SERVERS [--today 2026-11-23] [--people FILE]

The database is DATABASE_URL. --today: the day the scenario ends on (default: this one, UTC). --people: where the sign-ins are written
(default: .data/demo-people.json).`;

/** A sentence for the person who runs this; anything else is a fault of the program and shows its stack. */
class Refusal extends Error {}

function options() {
  const { values } = parseArgs({
    options: {
      scenario: { type: "string", default: "demo" },
      databaseUrl: { type: "string", default: process.env.DATABASE_URL ?? "" },
      today: { type: "string", default: new Date().toISOString().slice(0, 10) },
      people: {
        type: "string",
        default: join(process.env.HEADROOM_DATA_DIR ?? join(root, ".data"), "demo-people.json"),
      },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) return null;
  const scenario = scenarioOf(values.scenario);
  if (!scenario)
    throw new Refusal(
      `There is no scenario ${JSON.stringify(values.scenario)}: choose ${Object.keys(scenarios).join(", ")} or cloud:SERVERS, from ${FEWEST_SERVERS} on.`,
    );
  if (values.databaseUrl === "") throw new Refusal("DATABASE_URL is not set: it names the database to fill.");
  if (!/^\d{4}-\d{2}-\d{2}$/.test(values.today) || Number.isNaN(Date.parse(values.today)))
    throw new Refusal(`--today ${JSON.stringify(values.today)} is not a day such as 2026-11-23.`);
  return { ...values, scenario };
}

async function main(): Promise<void> {
  const chosen = options();
  if (chosen === null) {
    process.stdout.write(`${help}\n`);
    return;
  }
  const start = performance.now();
  const { scenario, today } = chosen;
  const fleet = await buildFleet(scenario, today);
  const made = performance.now();
  const passwordHash = await hashPassword(DEMO_PASSWORD);
  const client = new pg.Client({ connectionString: chosen.databaseUrl });
  await client.connect();
  try {
    let summary: Summary | null = null;
    const loading = performance.now();
    const tables = await loadFleet(client, fleet, passwordHash, async () => {
      summary = await verifyFleet(client, fleet);
    });
    await seedScenarios(chosen.databaseUrl, today);
    const seconds = { made: (made - start) / 1000, loaded: (performance.now() - loading) / 1000 };
    const people = allPeople.map(({ name, role, email }) => ({ name, role, email, password: DEMO_PASSWORD }));
    mkdirSync(dirname(chosen.people), { recursive: true });
    writeFileSync(chosen.people, `${JSON.stringify({ people }, null, 2)}\n`, { mode: 0o600 });
    process.stdout.write(describe(scenario.name, summary!, tables, seconds));
  } finally {
    await client.end();
  }
}

main().catch((error: unknown) => {
  const known = error instanceof Refusal || error instanceof DatabaseNotEmpty || error instanceof SeedFault;
  process.stderr.write(
    `${known || !(error instanceof Error) ? String((error as Error).message ?? error) : (error.stack ?? error.message)}\n`,
  );
  process.exitCode = 1;
});

import { readdirSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";

/** What stands in an address for each of its parts in brackets; null: the scenario has nothing of the kind. */
type Sample = (sql: pg.Client) => Promise<string | null>;

const first =
  (query: string): Sample =>
  async (sql) => {
    const row = (await sql.query<{ v: string | number }>(`${query} LIMIT 1`)).rows[0];
    return row ? encodeURIComponent(row.v) : null;
  };
const always =
  (text: string): Sample =>
  async () =>
    text;

const datacenter = first(
  `SELECT d.code v FROM datacenter d JOIN room r ON r.datacenter_id = d.id JOIN position p ON p.room_id = r.id GROUP BY 1 ORDER BY count(*) DESC, 1`,
);
const rack = first("SELECT code v FROM rack WHERE state = 'in_service' ORDER BY id");

const samples: Readonly<Record<string, Sample>> = {
  "/alerts/[id]": first("SELECT id v FROM alert ORDER BY id"),
  "/alerts/runbooks/[rule]": always("task-overdue"),
  "/floors/[code]": datacenter,
  "/imports/[id]": first("SELECT id v FROM import_run ORDER BY id"),
  "/inbox/[planId]": first("SELECT id v FROM plan WHERE state = 'submitted' ORDER BY id"),
  "/inventory/[type]": always("servers"),
  "/limits/[code]": datacenter,
  "/plans/[id]": first("SELECT id v FROM plan WHERE state = 'draft' ORDER BY id"),
  "/plans/replays/[id]": first("SELECT id v FROM replay ORDER BY id"),
  "/racks/[code]": rack,
  "/regions/[code]": first(
    `SELECT g.code v FROM region g JOIN zone z ON z.region_id = g.id JOIN datacenter d ON d.zone_id = z.id JOIN rack k ON k.datacenter_id = d.id
      GROUP BY 1 ORDER BY count(*) DESC, 1`,
  ),
  "/requests/[id]": first("SELECT id v FROM request WHERE state = 'open' ORDER BY id"),
  "/runs/[id]": first("SELECT run_id v FROM run_step GROUP BY 1 ORDER BY count(*) DESC, 1"),
};

/** The address of a record page names its type, too. */
const wholeSamples: Readonly<Record<string, Sample>> = {
  "/inventory/[type]/[...key]": async (sql) => {
    const code = await rack(sql);
    return code === null ? null : `/inventory/racks/${code}`;
  },
};

function pagesUnder(folder: string, route = ""): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.isDirectory()) return pagesUnder(join(folder, entry.name), `${route}/${entry.name}`);
    return entry.name === "page.tsx" ? [route || "/"] : [];
  });
}

/**
 * An address for every page that people who are signed in see, found in the app's own folders, so that a new page is measured as well.
 * `left`: pages of which the scenario has nothing, and pages that nobody has given a sample.
 */
export async function routesOf(root: string, databaseUrl: string): Promise<{ routes: string[]; left: string[] }> {
  const sql = new pg.Client({ connectionString: databaseUrl });
  await sql.connect();
  try {
    const routes: string[] = [];
    const left: string[] = [];
    const pages = pagesUnder(join(root, "apps/web/src/app/(app)")).filter((page) => !page.includes("[...missing]"));
    for (const page of pages.sort()) {
      const address = await addressOf(page, sql);
      if (address === null) left.push(page);
      else routes.push(address);
    }
    return { routes, left };
  } finally {
    await sql.end();
  }
}

async function addressOf(page: string, sql: pg.Client): Promise<string | null> {
  const whole = wholeSamples[page];
  if (whole) return whole(sql);
  // `/plans/[id]/scenarios` is the page of `/plans/[id]`'s sample
  const part = /^.*?\[[^\]]+\]/.exec(page)?.[0];
  if (part === undefined) return page;
  const value = await samples[part]?.(sql);
  return value == null ? null : page.replace(/\[[^\]]+\]/, value);
}

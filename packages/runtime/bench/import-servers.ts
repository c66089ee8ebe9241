import type { Figure } from "@headroom/config/bench/types";
import { type CopyValue, copyRows, indexedAfterwards, inTransaction } from "@headroom/db/copy";
import { checkFleet } from "@headroom/services/import/check-fleet";
import { commitImport } from "@headroom/services/import/commit";
import { type Container, openContainer } from "../src/container";
import { readEnv } from "../src/env";
import { openLog } from "../src/log";

interface Options {
  readonly databaseUrl: string;
  /** How many servers come in, of those that stand. */
  readonly servers: number;
  readonly say: (line: string) => void;
}

const tenths = (value: number): number => Math.round(value * 10) / 10;

const seconds = async (work: () => Promise<unknown>): Promise<number> => {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
};

/**
 * Servers from a file beside a bare COPY of the same rows into the same table with its keys and exclusion constraint, both into none: the table is
 * emptied for it, so this comes last. What the import does besides (checking every row, its indexes for order and parts of texts) is told apart.
 */
export async function importFigures({ databaseUrl, servers, say }: Options): Promise<Figure[]> {
  const env = readEnv({ DATABASE_URL: databaseUrl, LOG_LEVEL: "silent", BETTER_AUTH_SECRET: "x".repeat(43) });
  const container = openContainer(env, openLog(env, "bench"), "bench");
  try {
    const { rows, csv } = await standing(container, servers);
    say(`${rows.length} servers as a file of ${Math.round(csv.length / 2 ** 20)} MB`);
    const sql = await container.database.pool.connect();
    const copy = () => copyRows(sql, { table: "server", columns, rows });
    const empty = () => sql.query("TRUNCATE server CASCADE");
    await empty();
    let bare = 0;
    let indexes = 0;
    await inTransaction(sql, async () => {
      const all = await seconds(() =>
        indexedAfterwards(sql, "server", async () => {
          bare = await seconds(copy);
        }),
      );
      indexes = all - bare;
    });
    say(`bare COPY ${tenths(bare)} s, indexes ${tenths(indexes)} s`);
    await empty();
    await sql.query("ANALYZE server");
    sql.release();
    const actor = { id: null, name: "bench", role: "system", via: "cli", requestId: "bench" } as const;
    const files = [{ name: "servers.csv", bytes: Buffer.from(csv) }];
    let id = 0;
    const checked = await seconds(async () => {
      const run = await checkFleet(container.ports, actor, { kind: "fleet", files, mapping: {} });
      if (run.state !== "checked") throw new Error(JSON.stringify(run.report.rejected.slice(0, 3)));
      id = run.id;
    });
    const committed = await seconds(() => commitImport(container.ports, actor, { id, confirmed: [] }));
    say(`checked in ${tenths(checked)} s, committed in ${tenths(committed)} s`);
    const peers = { "bare COPY, s": tenths(bare) };
    return [
      {
        name: `import of ${rows.length} servers, written`,
        value: tenths((committed - indexes) / bare),
        unit: "times a bare COPY",
        goal: { atMost: 2 },
        peers,
      },
      { name: "import, checked without writing", value: tenths(checked), unit: "s", peers },
      { name: "import, written, with its second comparison and indexes", value: tenths(committed), unit: "s", peers },
      { name: "indexes for order and parts of texts, of the same rows", value: tenths(indexes), unit: "s" },
    ];
  } finally {
    await container.close();
  }
}

const columns =
  "rack_id server_type_id name rack_height_u start_u height_u face state serial asset_tag installed_on".split(" ");

/** Servers as rows of their table and as a file of the fleet format. Their texts need no quotes. */
async function standing({ database }: Container, servers: number): Promise<{ rows: CopyValue[][]; csv: string }> {
  const found = await database.pool.query<{ rack: string; type: string; of: CopyValue[] }>({
    text: `SELECT k.code AS rack, y.code AS type,
             json_build_array(s.rack_id, s.server_type_id, s.name, s.rack_height_u, s.start_u, s.height_u, s.face, s.state, s.serial,
                              s.asset_tag, s.installed_on) AS of
             FROM server s JOIN rack k ON k.id = s.rack_id JOIN server_type y ON y.id = s.server_type_id ORDER BY s.id LIMIT $1`,
    values: [servers],
  });
  const lines = found.rows.map(({ rack, type, of }) => {
    const [, , name, , startU, heightU, face, state, serial, tag, installed] = of;
    return [rack, name, type, startU, heightU, face, state, serial, tag, installed ?? ""].join(",");
  });
  const head = "rack,name,server_type,start_u,height_u,face,state,serial,asset_tag,installed_on";
  return { rows: found.rows.map((row) => row.of), csv: `${head}\n${lines.join("\n")}\n` };
}

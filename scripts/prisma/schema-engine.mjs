#!/usr/bin/env node
// Stand-in for Prisma's native schema engine (a binary that `prisma` would download): the same engine as WASM
// (@prisma/schema-engine-wasm, from npm) over the pg driver adapter, speaking the CLI's JSON-RPC on stdin/stdout.
// Used through PRISMA_SCHEMA_ENGINE_BINARY, see scripts/prisma.mjs.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { createInterface } from "node:readline";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from "@prisma/driver-adapter-utils";
import pgpkg from "pg";

const require = createRequire(import.meta.url);
const argv = process.argv.slice(2);
const opt = (name) => argv.flatMap((a, i) => (a === name ? [argv[i + 1]] : []));
if (argv.includes("--version")) {
  console.log("schema-engine-wasm");
  process.exit(0);
}

let panic = "";
globalThis.PRISMA_WASM_PANIC_REGISTRY = {
  set_message: (m) => {
    panic = m;
  },
};
// A failure inside the WASM engine surfaces as an uncaught exception, not a rejection: answer the pending call with it.
let pending = null;
process.on("uncaughtException", (e) => {
  if (pending === null) throw e;
  send({
    id: pending,
    error: {
      code: 4466,
      message: "engine failure",
      data: { is_panic: false, message: panic || e.message, meta: null, error_code: null },
    },
  });
  process.exitCode = 1;
});
const base = require.resolve("@prisma/schema-engine-wasm").replace(/schema_engine\.js$/, "");
const bg = await import(base + "schema_engine_bg.js");
const { instance } = await WebAssembly.instantiate(readFileSync(base + "schema_engine_bg.wasm"), {
  "./schema_engine_bg.js": bg,
});
bg.__wbg_set_wasm(instance.exports);
instance.exports.__wbindgen_start();

const datasource = JSON.parse(opt("--datasource")[0] ?? "{}");
const url = datasource.url ?? process.env.DATABASE_URL;
const cli = argv.indexOf("cli");
if (cli >= 0) process.exit(await subcommand(argv.slice(cli + 1)));

// @prisma/adapter-pg has no mapping for the catalog type "char" (oid 18), which introspection reads: present it as Character.
function withCharType(queryable) {
  const { queryRaw, performIO, startTransaction } = queryable;
  let chars = [];
  queryable.performIO = async function (q) {
    const r = await performIO.call(this, q);
    chars = (r.fields ?? []).map((f) => f.dataTypeID === 18);
    return {
      ...r,
      rowCount: r.rowCount,
      fields: (r.fields ?? []).map((f) => (f.dataTypeID === 18 ? { name: f.name, dataTypeID: 25 } : f)),
    };
  };
  queryable.queryRaw = async function (q) {
    const r = await queryRaw.call(this, q);
    return { ...r, columnTypes: r.columnTypes.map((t, i) => (chars[i] ? ColumnTypeEnum.Character : t)) };
  };
  // The stock version splits on every ";" (breaking functions, strings, comments): send the script whole, as the native engine does.
  if (queryable.executeScript)
    queryable.executeScript = async function (sql) {
      try {
        await this.client.query(sql);
      } catch (e) {
        this.onError(e);
      }
    };
  if (startTransaction)
    queryable.startTransaction = async function (...a) {
      return withCharType(await startTransaction.apply(this, a));
    };
  return queryable;
}
class Adapter extends PrismaPg {
  async connect() {
    return withCharType(await super.connect());
  }
  // The stock version drops the shadow database while its own pool is still connected to it.
  async connectToShadowDb() {
    const main = await this.connect();
    const database = `prisma_migrate_shadow_db_${globalThis.crypto.randomUUID()}`;
    await main.executeScript(`CREATE DATABASE "${database}"`);
    const shadow = await new Adapter({ ...pgConfig(url), database }).connect();
    const dispose = shadow.dispose.bind(shadow);
    shadow.dispose = async () => {
      await dispose();
      await main.executeScript(`DROP DATABASE IF EXISTS "${database}" WITH (FORCE)`);
      await main.dispose();
    };
    return shadow;
  }
}

/** Discrete fields, not connectionString: pg lets connectionString win over the shadow database's name. */
function pgConfig(u) {
  const x = new URL(u);
  return {
    host: x.hostname,
    port: Number(x.port || 5432),
    user: decodeURIComponent(x.username),
    password: decodeURIComponent(x.password),
    database: decodeURIComponent(x.pathname.slice(1)),
  };
}

let engine;
const getEngine = async () =>
  (engine ??= await bg.SchemaEngine.new(
    {
      datamodels: opt("--datamodels").length
        ? opt("--datamodels").map((f) => [f, readFileSync(f, "utf8")])
        : [["schema.prisma", 'datasource db {\n  provider = "postgresql"\n}\n']],
    },
    (m) => process.env.DEBUG && process.stderr.write(String(m) + "\n"),
    bindMigrationAwareSqlAdapterFactory(new Adapter(pgConfig(url))),
  ));
const aliases = { getDatabaseVersion: "version" };
const send = (o) => process.stdout.write(JSON.stringify({ jsonrpc: "2.0", ...o }) + "\n");
let queue = Promise.resolve();
createInterface({ input: process.stdin })
  .on("line", (line) => {
    queue = queue.then(() => handle(JSON.parse(line)));
  })
  .on("close", () => queue.then(() => process.exit(0)));

async function handle({ id, method, params }) {
  if (!method) return; // the CLI's answer to our "print"
  pending = id;
  try {
    if (method === "createDatabase") return send({ id, result: await createDatabase(params?.datasource?.url ?? url) });
    const result = await (await getEngine())[aliases[method] ?? method](params ?? {});
    if (method === "diff" && result?.stdout != null)
      send({ id: `print-${id}`, method: "print", params: { content: result.stdout } });
    send({ id, result: result ?? {} });
  } catch (e) {
    send({
      id,
      error: {
        code: 4466,
        message: "An error happened. Check the data field for details.",
        data: { is_panic: false, message: e.message ?? String(e), meta: e.meta ?? null, error_code: e.code ?? null },
      },
    });
  }
}
function admin(u) {
  const x = new URL(u);
  const name = decodeURIComponent(x.pathname.slice(1));
  x.pathname = "/postgres";
  return { name, client: new pgpkg.Client({ connectionString: x.href }) };
}
async function createDatabase(u) {
  const { name, client } = admin(u);
  await client.connect();
  try {
    await client.query(`CREATE DATABASE "${name.replaceAll('"', '""')}"`);
  } catch (e) {
    if (e.code !== "42P04") throw e;
  } finally {
    await client.end();
  }
  return { databaseName: name };
}
async function subcommand([cmd]) {
  const fail = (code, message) => {
    process.stderr.write(
      "\n" + JSON.stringify({ level: "ERROR", fields: { error_code: code, message }, target: "schema_engine::logger" }),
    );
    return 1;
  };
  try {
    if (cmd === "create-database") {
      await createDatabase(url);
      return 0;
    }
    if (cmd === "can-connect-to-database") {
      const c = new pgpkg.Client({ connectionString: url });
      await c.connect();
      await c.end();
      return 0;
    }
    if (cmd === "drop-database") {
      const { name, client } = admin(url);
      await client.connect();
      await client.query(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);
      await client.end();
      return 0;
    }
    return fail("UNKNOWN", `unsupported ${cmd}`);
  } catch (e) {
    return fail(e.code === "3D000" ? "P1003" : e.code === "28P01" ? "P1000" : "P1001", e.message);
  }
}

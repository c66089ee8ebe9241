#!/usr/bin/env node
// Stands in for Prisma's native schema engine (see README.md): answers the CLI's JSON-RPC, one JSON a line on standard
// input and output, and the engine's subcommands.
import { createInterface } from "node:readline";
import { createDatabase, dropDatabase, probe } from "./admin.mjs";
import { refusal } from "./connection.mjs";
import { lastPanic, openEngine } from "./engine.mjs";

// The CLI reads standard error as JSON: Node's printing of warnings (pg has one about sslmode) would break it.
process.removeAllListeners("warning");

const args = process.argv.slice(2);
const option = (/** @type {string} */ name) => args.flatMap((arg, i) => (arg === name ? [args[i + 1] ?? ""] : []));
const url = JSON.parse(option("--datasource")[0] ?? "{}").url ?? process.env.DATABASE_URL ?? "";

const send = (/** @type {object} */ message) =>
  process.stdout.write(`${JSON.stringify({ jsonrpc: "2.0", ...message })}\n`);

/** @param {unknown} id @param {any} error */
const sendError = (id, error) =>
  send({
    id,
    error: {
      code: 4466,
      message: "An error happened. Check the data field for details.",
      data: {
        is_panic: false,
        message: error.message ?? String(error),
        meta: error.meta ?? null,
        error_code: error.code ?? null,
      },
    },
  });

/** The call being answered: a failure inside WASM surfaces as an uncaught exception, and is its answer. @type {unknown} */
let pending;
/** @type {ReturnType<typeof openEngine> | undefined} */
let engine;

/** Names the CLI uses for the engine's methods. @type {Record<string, string>} */
const aliases = { getDatabaseVersion: "version" };

/** @param {{id: unknown, method?: string, params?: any}} call @returns {Promise<unknown>} */
async function answer({ id, method, params }) {
  if (!method) return; // the CLI's reply to our "print"
  pending = id;
  try {
    if (method === "createDatabase")
      return send({ id, result: { databaseName: await createDatabase(params?.datasource?.url ?? url) } });
    engine ??= openEngine({ url, schemaFiles: option("--datamodels") });
    const result = (await (await engine)[aliases[method] ?? method]?.(params ?? {})) ?? {};
    if (method === "diff" && result.stdout != null)
      send({ id: `print-${id}`, method: "print", params: { content: result.stdout } });
    send({ id, result });
  } catch (error) {
    sendError(id, error);
  }
}

/** `schema-engine cli NAME`. @param {string | undefined} name @returns {Promise<number>} the exit code */
async function subcommand(name) {
  const fail = (/** @type {string} */ code, /** @type {string} */ message) => {
    const entry = { level: "ERROR", fields: { error_code: code, message }, target: "schema_engine::logger" };
    process.stderr.write(`\n${JSON.stringify(entry)}`);
    return 1;
  };
  const known = /** @type {Record<string, (url: string) => Promise<unknown>>} */ ({
    "create-database": createDatabase,
    "can-connect-to-database": probe,
    "drop-database": dropDatabase,
  })[name ?? ""];
  if (!known) return fail("UNKNOWN", `unsupported command ${name}`);
  const refused = refusal(url);
  if (refused) return fail("P1013", refused);
  try {
    await known(url);
    return 0;
  } catch (error) {
    const { code, message } = /** @type {NodeJS.ErrnoException} */ (error);
    return fail(code === "3D000" ? "P1003" : code === "28P01" ? "P1000" : "P1001", message);
  }
}

function serve() {
  process.on("uncaughtException", (error) => {
    if (pending === undefined) throw error;
    sendError(pending, { message: lastPanic() || error.message });
    process.exitCode = 1;
  });
  /** @type {Promise<unknown>} */
  let queue = Promise.resolve();
  createInterface({ input: process.stdin })
    .on("line", (line) => {
      queue = queue.then(() => answer(JSON.parse(line)));
    })
    .on("close", () => queue.then(() => process.exit()));
}

const cli = args.indexOf("cli");
if (args.includes("--version")) process.stdout.write("schema-engine-wasm\n");
else if (cli >= 0) process.exitCode = await subcommand(args[cli + 1]);
else serve();

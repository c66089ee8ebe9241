// The schema engine itself: Prisma's own, compiled to WASM, from npm.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import { MigrationAdapter } from "./adapter.mjs";

/** What the engine said when it panicked. */
let panic = "";
export const lastPanic = () => panic;

const emptySchema = ["schema.prisma", 'datasource db {\n  provider = "postgresql"\n}\n'];

/**
 * @param {{url: string, schemaFiles: readonly string[]}} options
 * @returns {Promise<Record<string, (params: unknown) => Promise<any>>>} its methods are those of the JSON-RPC
 */
export async function openEngine({ url, schemaFiles }) {
  Object.assign(globalThis, {
    PRISMA_WASM_PANIC_REGISTRY: {
      set_message: (/** @type {string} */ text) => {
        panic = text;
      },
    },
  });
  const folder = createRequire(import.meta.url)
    .resolve("@prisma/schema-engine-wasm")
    .replace(/schema_engine\.js$/, "");
  const bindings = await import(`${folder}schema_engine_bg.js`);
  const wasm = await /** @type {any} */ (globalThis).WebAssembly.instantiate(
    readFileSync(`${folder}schema_engine_bg.wasm`),
    {
      "./schema_engine_bg.js": bindings,
    },
  );
  bindings.__wbg_set_wasm(wasm.instance.exports);
  /** @type {() => void} */ (wasm.instance.exports.__wbindgen_start)();
  const datamodels =
    schemaFiles.length > 0 ? schemaFiles.map((file) => [file, readFileSync(file, "utf8")]) : [emptySchema];
  const log = (/** @type {unknown} */ line) => process.env.DEBUG && process.stderr.write(`${line}\n`);
  return bindings.SchemaEngine.new({ datamodels }, log, bindMigrationAwareSqlAdapterFactory(new MigrationAdapter(url)));
}

import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { type Command, say } from "./command";
import { NoDatabase } from "./database-url";

const inRoot = (path: string) => fileURLToPath(new URL(`../../../${path}`, import.meta.url));

/** This release's migrations. */
export const MIGRATIONS = inRoot("prisma/migrations");

/** The version of this Headroom. */
export const productVersion = async (): Promise<string> =>
  JSON.parse(await readFile(inRoot("package.json"), "utf8")).version;

/** What went wrong outside: the database, the disk. Anything else is a fault of the program. */
function explain(cause: unknown): string {
  if (cause instanceof NoDatabase) return cause.message;
  if (cause instanceof Error && cause.name === "DatabaseBusy")
    return "the database is busy with a migration, a backup or a restore: try again when it is through";
  if (!(cause instanceof Error)) throw cause;
  const code = "code" in cause ? String(cause.code) : "";
  if ("syscall" in cause || "path" in cause) return cause.message || code;
  // Of PostgreSQL: refused, gone, not allowed, out of space.
  if (/^(08|28|3D|42501|53|57|55)/.test(code)) return `the database cannot be used: ${cause.message}`;
  if (/Connection terminated|timeout expired/.test(cause.message)) return `the database is gone: ${cause.message}`;
  throw cause;
}

/** A command with arguments and no options: `expected` names them, as ["FILE"]. `work` gets the database's address and them. */
export function keepingCommand(
  name: string,
  usage: readonly string[],
  expected: readonly string[],
  work: (args: readonly string[]) => Promise<number>,
): Command {
  return {
    async run(args) {
      let parsed: { values: { help?: boolean }; positionals: string[] };
      const faults: string[] = [];
      try {
        parsed = parseArgs({
          args: [...args],
          allowPositionals: true,
          options: { help: { type: "boolean", short: "h" } },
        });
      } catch (cause) {
        parsed = { values: {}, positionals: [...expected] };
        faults.push(cause instanceof Error ? cause.message.split("\n")[0]! : String(cause));
      }
      if (parsed.values.help) {
        process.stdout.write(`${usage.join("\n")}\n`);
        return 0;
      }
      const given = parsed.positionals;
      if (given.length !== expected.length)
        faults.push(
          `expected ${expected.join(" ") || "no argument"}, found ${given.length === 0 ? "nothing" : given.map((it) => JSON.stringify(it)).join(" ")}`,
        );
      if (faults.length > 0) {
        say(...faults.map((fault) => `headroom ${name}: ${fault}`), ...usage);
        return 2;
      }
      try {
        return await work(given);
      } catch (cause) {
        say(`headroom ${name}: ${explain(cause)}`);
        return 2;
      }
    },
  };
}

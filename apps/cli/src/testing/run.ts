import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

const headroom = fileURLToPath(new URL("../../bin/headroom.mjs", import.meta.url));

/** What a command said and how it ended. */
export interface Outcome {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** The command as a person runs it on a database, but without a terminal. */
export function run(url: string, ...args: readonly string[]): Promise<Outcome> {
  const child = spawn(process.execPath, [headroom, ...args], {
    env: { ...process.env, DATABASE_URL: url },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let [out, err] = ["", ""];
  child.stdout.on("data", (chunk) => {
    out += chunk;
  });
  child.stderr.on("data", (chunk) => {
    err += chunk;
  });
  return new Promise((resolve) => child.on("close", (code) => resolve({ code, out, err })));
}

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../../..", import.meta.url));

export interface RunningWorker {
  readonly id: string;
  readonly pid: number;
  /** Lines of its log. */
  readonly log: readonly Record<string, unknown>[];
  /** Ends it, and waits: its exit code, null after SIGKILL. */
  end(signal: "SIGTERM" | "SIGKILL"): Promise<number | null>;
}

/** The real worker in a process of its own; resolves when it says that it is ready. Rejects with what it printed where it ends before. */
export async function startWorker(
  databaseUrl: string,
  id: string,
  settings: Readonly<Record<string, string>> = {},
): Promise<RunningWorker> {
  const child = spawn(process.execPath, ["--import", "tsx", "apps/worker/src/main.ts"], {
    cwd: root,
    env: {
      ...process.env,
      NODE_ENV: "production",
      DATABASE_URL: databaseUrl,
      HEADROOM_WORKER_ID: id,
      LOG_LEVEL: "info",
      ...settings,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const log: Record<string, unknown>[] = [];
  let printed = "";
  await new Promise<void>((resolve, reject) => {
    child.stderr.on("data", (text) => {
      printed += text;
    });
    let rest = "";
    child.stdout.on("data", (text) => {
      printed += text;
      const lines = (rest + text).split("\n");
      rest = lines.pop() ?? "";
      log.push(...lines.map((line) => JSON.parse(line)));
      if (log.some(({ msg }) => msg === "worker ready")) resolve();
    });
    child.once("exit", (code) => reject(new Error(`the worker ended with ${code}:\n${printed}`)));
  });
  return { id, pid: child.pid!, log, end: (signal) => end(child, signal) };
}

async function end(child: ChildProcess, signal: "SIGTERM" | "SIGKILL"): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) {
    // not "exit": its last lines may still be on their way then
    const exited = once(child, "close");
    child.kill(signal);
    await exited;
  }
  return child.exitCode;
}

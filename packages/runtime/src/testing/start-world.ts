import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

export interface World {
  readonly url: string;
  /** By key. */
  counted(): Promise<Record<string, { does: string; direction: string; done: number; asked: number }>>;
  end(): Promise<void>;
}

/** The world outside (world.ts), in a process of its own. */
export async function startWorld(settings: Readonly<Record<string, string>> = {}): Promise<World> {
  const child = spawn(process.execPath, ["--import", "tsx", fileURLToPath(new URL("./world.ts", import.meta.url))], {
    env: { ...process.env, ...settings },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [port] = await once(child.stdout, "data");
  const url = `http://127.0.0.1:${String(port).trim()}`;
  return {
    url,
    counted: async () => (await (await fetch(url)).json()) as Awaited<ReturnType<World["counted"]>>,
    async end() {
      const exited = once(child, "exit");
      child.kill();
      await exited;
    },
  };
}

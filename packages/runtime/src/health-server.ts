import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Database } from "@headroom/db/client";
import type { Logger } from "./log";
import type { Metrics } from "./metrics";
import { mayReadMetrics } from "./metrics-access";

const READY_WITHIN_MS = 2_000;

export interface HealthParts {
  readonly database: Pick<Database, "pool">;
  readonly metrics: Metrics;
  readonly token: string | null;
  readonly log: Logger;
  /** Its rounds go on. */
  readonly alive: () => boolean;
  /** It holds its name: without it others take over what it does. */
  readonly lives: () => boolean;
}

/**
 * What a worker answers on 127.0.0.1: `/livez` (503 where its rounds stand still), `/readyz` (503 where the database does not answer within two
 * seconds, where it does not hold its name, and while it stops) and `/metrics`.
 */
export async function openHealthServer(port: number, { database, metrics, token, log, alive, lives }: HealthParts) {
  let stopping = false;
  const ready = async () => {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error("no answer in time")), READY_WITHIN_MS);
    });
    try {
      await Promise.race([database.pool.query("SELECT 1"), late]);
      if (stopping) return { ok: false, part: "stopping" };
      return lives() ? { ok: true } : { ok: false, part: "name" };
    } catch {
      return { ok: false, part: "database" };
    } finally {
      clearTimeout(timer);
    }
  };
  const answers: Readonly<Record<string, () => Promise<{ readonly ok: boolean }>>> = {
    "/livez": async () => (alive() ? { ok: true } : { ok: false, part: "rounds" }),
    "/readyz": ready,
  };
  const server: Server = createServer(async (request, response) => {
    const path = (request.url ?? "").split("?")[0]!;
    const answer = request.method === "GET" ? answers[path] : undefined;
    if (answer) {
      const body = await answer();
      response.writeHead(body.ok ? 200 : 503, { "content-type": "application/json" }).end(JSON.stringify(body));
      return;
    }
    const asks = {
      ...{ peer: request.socket.remoteAddress ?? null, authorization: request.headers.authorization ?? null },
      forwarded: request.headers["x-forwarded-for"] !== undefined,
    };
    if (request.method !== "GET" || path !== "/metrics" || !mayReadMetrics(token, asks)) {
      response.writeHead(404).end();
      return;
    }
    const { body, contentType } = await metrics.text();
    response.writeHead(200, { "content-type": contentType }).end(body);
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  log.info({ port: (server.address() as AddressInfo).port }, "tells of its health");
  return {
    port: (server.address() as AddressInfo).port,
    /** Not ready any more, and still there to say so. */
    drain() {
      stopping = true;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

export interface Hook {
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** A program outside that takes webhooks, oldest first. */
export async function receiver(): Promise<{ readonly url: string; readonly hooks: Hook[]; close(): Promise<void> }> {
  const hooks: Hook[] = [];
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk: Buffer) => (body += chunk));
    request.on("end", () => {
      hooks.push(JSON.parse(body));
      response.writeHead(204).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    ...{ url: `http://127.0.0.1:${port}/orders`, hooks },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

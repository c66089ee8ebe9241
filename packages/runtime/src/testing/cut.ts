import { type AddressInfo, createServer, connect as dial, type Socket } from "node:net";

/** A way to a server that can be cut in the middle without anybody being told, and be whole again. */
export interface Cut {
  /** The address of the server by this way. */
  readonly url: string;
  /** Nothing comes through any more, in either direction; no connection ends. */
  cut(): void;
  /** What waited goes on. */
  heal(): void;
  close(): Promise<void>;
}

export async function cuttable(serverUrl: string): Promise<Cut> {
  const target = new URL(serverUrl);
  const sockets = new Set<Socket>();
  let isCut = false;
  const server = createServer((near) => {
    const far = dial(Number(target.port), target.hostname);
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from);
      if (isCut) from.pause();
      from.on("data", (chunk) => to.write(chunk));
      from.on("error", () => {});
      from.on("close", () => {
        sockets.delete(from);
        to.destroy();
      });
    }
    if (isCut) for (const one of [near, far]) one.pause();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = new URL(serverUrl);
  url.hostname = "127.0.0.1";
  url.port = String((server.address() as AddressInfo).port);
  return {
    url: url.href,
    cut() {
      isCut = true;
      for (const socket of sockets) socket.pause();
    },
    heal() {
      isCut = false;
      for (const socket of sockets) socket.resume();
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

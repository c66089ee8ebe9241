import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { peerOf, stampPeers } from "./peer";
import { peerHeader } from "./request-headers";

let seen: IncomingHttpHeaders;
const server = createServer((request, response) => {
  seen = request.headers;
  response.end();
});

beforeAll(() => new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve)));
afterAll(() => server.close());

describe("the socket's address", () => {
  it("is not known before the server stamps it, whatever a client sends", () => {
    expect(peerOf(new Headers({ [peerHeader]: "6.6.6.6" }))).toBeNull();
  });

  it("stands over whatever a client sends", async () => {
    stampPeers();
    const { port } = server.address() as AddressInfo;
    await fetch(`http://127.0.0.1:${port}/`, { headers: { [peerHeader]: "6.6.6.6", "x-forwarded-for": "7.7.7.7" } });
    expect(seen[peerHeader]).toBe("127.0.0.1");
    expect(peerOf(new Headers({ [peerHeader]: seen[peerHeader] as string }))).toBe("127.0.0.1");
  });
});

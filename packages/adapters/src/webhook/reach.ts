import { lookup } from "node:dns";
import { request as askPlain } from "node:http";
import { request as askTls } from "node:https";
import { BlockList, isIP, isIPv6, type LookupFunction } from "node:net";

/** An address that nobody outside should be able to have this server ask. */
export class ForbiddenAddress extends Error {
  override readonly name = "ForbiddenAddress";
}

/** This machine, private networks, links (metadata of clouds), and what no host has (IANA's special-purpose registries). */
const inside: readonly (readonly [string, number])[] = [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["224.0.0.0", 4],
  ["240.0.0.0", 4],
  ["::", 128],
  ["::1", 128],
  ["64:ff9b::", 96],
  ["fc00::", 7],
  ["fe80::", 10],
  ["fec0::", 10],
  ["ff00::", 8],
];
const familyOf = (address: string) => (isIPv6(address) ? "ipv6" : "ipv4");
const forbidden = new BlockList();
for (const [network, bits] of inside) forbidden.addSubnet(network, bits, familyOf(network));
const loopback = new BlockList();
loopback.addSubnet("127.0.0.0", 8, "ipv4");
loopback.addAddress("::1", "ipv6");

export type Reach = (address: string) => boolean;

/** `networks`: addresses and networks (CIDR) of one's own that may be asked all the same. */
export function reachOf(networks: readonly string[]): Reach {
  const own = new BlockList();
  for (const entry of networks) {
    const [network = "", bits] = entry.split("/");
    own.addSubnet(network, bits === undefined ? (isIPv6(network) ? 128 : 32) : Number(bits), familyOf(network));
  }
  return (written) => {
    const address = written.replace(/^::ffff:(?=\d+\.)/i, "");
    if (isIP(address) === 0) return false;
    return own.check(address, familyOf(address)) || !forbidden.check(address, familyOf(address));
  };
}

/** Asked when the connection is made: a name that led elsewhere a moment ago is looked at where it leads now. */
const guarded =
  (reach: Reach, isPlain: boolean): LookupFunction =>
  (hostname, options, callback) =>
    lookup(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return callback(error, "", 0);
      const allowed = addresses.filter(({ address }) => mayAsk(address, reach, isPlain));
      const [first] = allowed;
      if (!first) return callback(new ForbiddenAddress(hostname), "", 0);
      return options.all ? callback(null, allowed) : callback(null, first.address, first.family);
    });

/** Without TLS only this machine, and only where that is allowed. */
const mayAsk = (address: string, reach: Reach, isPlain: boolean): boolean =>
  reach(address) && (!isPlain || loopback.check(address, familyOf(address)));

export interface Posted {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly signal: AbortSignal;
}

/** POSTs, follows nothing, reads no answer: its status. Throws ForbiddenAddress before anything is sent, and what Node throws. */
export function post(target: string, { headers, body, signal }: Posted, reach: Reach): Promise<number> {
  return new Promise((resolve, reject) => {
    const url = new URL(target);
    const isPlain = url.protocol === "http:";
    const host = url.hostname.replace(/^\[|\]$/g, "");
    // a written address is never looked up
    if (isIP(host) !== 0 && !mayAsk(host, reach, isPlain)) return reject(new ForbiddenAddress(host));
    const ask = isPlain ? askPlain : askTls;
    const sent = { ...headers, "content-length": String(Buffer.byteLength(body)) };
    const asking = ask(url, { method: "POST", headers: sent, signal, agent: false, lookup: guarded(reach, isPlain) });
    asking.once("response", (answer) => {
      answer.destroy();
      resolve(answer.statusCode ?? 0);
    });
    asking.on("error", reject);
    asking.end(body);
  });
}

import { BlockList, isIP, isIPv6 } from "node:net";

/** Carries the resolved address from the handler to better-auth; what a client sends under this name is overwritten. */
export const addressHeader = "x-headroom-address";

export type AddressOf = (peer: string | null, forwardedFor: string | null) => string | null;

/**
 * The address a request comes from. `peer` is the socket's. A proxy's x-forwarded-for is believed only where the peer is one of
 * `proxies` (addresses or CIDR networks); then it is the last entry that is not itself such a proxy. null: not known.
 */
export function addressResolver(proxies: readonly string[]): AddressOf {
  const trusted = new BlockList();
  for (const entry of proxies) {
    const [network = "", bits] = entry.split("/");
    const family = isIPv6(network) ? "ipv6" : "ipv4";
    trusted.addSubnet(network, bits === undefined ? (family === "ipv6" ? 128 : 32) : Number(bits), family);
  }
  const isTrusted = (address: string) => trusted.check(address, isIPv6(address) ? "ipv6" : "ipv4");

  return (peer, forwardedFor) => {
    const direct = peer === null ? null : plain(peer);
    if (direct === null || !isTrusted(direct) || forwardedFor === null) return direct;
    let last = direct;
    for (const entry of forwardedFor.split(",").reverse()) {
      const address = plain(entry.trim());
      // An entry nobody can read was not written by our proxy: what stands left of it is the client's own word.
      if (address === null) return last;
      last = address;
      if (!isTrusted(address)) return address;
    }
    return last;
  };
}

/** Without the IPv4-in-IPv6 prefix; null where it is no address. */
function plain(address: string): string | null {
  const bare = address.toLowerCase().replace(/^::ffff:(?=\d+\.)/, "");
  return isIP(bare) === 0 ? null : bare;
}

/** What attempts are counted by: an IPv4 address, or the /64 network that one IPv6 household or host owns. */
export function countedAddress(address: string): string {
  if (!isIPv6(address)) return address;
  const [head = "", tail] = address.split("%")[0]!.split("::");
  const left = head === "" ? [] : head.split(":");
  const right = tail === undefined || tail === "" ? [] : tail.split(":");
  const zeros = tail === undefined ? [] : new Array<string>(Math.max(0, 8 - left.length - right.length)).fill("0");
  const groups = [...left, ...zeros, ...right].slice(0, 4).map((group) => Number.parseInt(group, 16).toString(16));
  return `${groups.join(":")}::/64`;
}

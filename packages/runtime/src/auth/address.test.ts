import { describe, expect, it } from "vitest";
import { addressResolver, countedAddress } from "./address";

describe("addressResolver", () => {
  it("takes the socket's address and nothing a client claims where no proxy is configured", () => {
    const of = addressResolver([]);
    expect(of("203.0.113.5", "198.51.100.7")).toBe("203.0.113.5");
    expect(of("::ffff:203.0.113.5", null)).toBe("203.0.113.5");
    expect(of(null, "198.51.100.7")).toBeNull();
    expect(of("not an address", null)).toBeNull();
  });

  it("believes a configured proxy's last entry that is not a proxy itself", () => {
    const of = addressResolver(["10.0.0.0/8", "2001:db8::1"]);
    expect(of("10.1.2.3", "198.51.100.7")).toBe("198.51.100.7");
    expect(of("10.1.2.3", "192.0.2.1, 198.51.100.7, 10.9.9.9")).toBe("198.51.100.7");
    expect(of("2001:db8::1", "2001:db8:5::9")).toBe("2001:db8:5::9");
    expect(of("11.1.2.3", "198.51.100.7")).toBe("11.1.2.3");
    expect(of("10.1.2.3", null)).toBe("10.1.2.3");
    expect(of("10.1.2.3", "10.4.4.4")).toBe("10.4.4.4");
  });

  it("stops at an entry that is no address: what stands before it is the client's own word", () => {
    const of = addressResolver(["10.0.0.0/8"]);
    expect(of("10.1.2.3", "198.51.100.7, unknown")).toBe("10.1.2.3");
    expect(of("10.1.2.3", "198.51.100.7, _, 10.9.9.9")).toBe("10.9.9.9");
  });
});

describe("countedAddress", () => {
  it.each([
    ["203.0.113.5", "203.0.113.5"],
    ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
    ["2001:db8:1:2:ffff::9", "2001:db8:1:2::/64"],
    ["2001:db8::9", "2001:db8:0:0::/64"],
    ["::1", "0:0:0:0::/64"],
    ["2001:0db8:0001::", "2001:db8:1:0::/64"],
    ["fe80::1%eth0", "fe80:0:0:0::/64"],
  ])("%s counts as %s", (address, counted) => expect(countedAddress(address)).toBe(counted));
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ForbiddenAddress, post, reachOf } from "./reach";

const inside = [
  "127.0.0.1",
  "10.1.2.3",
  "172.16.0.1",
  "192.168.7.7",
  "169.254.169.254",
  "0.0.0.0",
  "::1",
  "fe80::1",
  "fd00::7",
];
const outside = ["8.8.8.8", "93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946"];

describe("what webhooks may reach", () => {
  it("is the world outside, and of one's own networks those that are named", () => {
    const reach = reachOf(["10.1.0.0/16", "::1"]);
    expect(outside.map(reach)).toEqual([true, true, true]);
    expect(inside.filter(reach)).toEqual(["10.1.2.3", "::1"]);
    expect(inside.filter(reachOf([]))).toEqual([]);
    expect(reachOf([])("::ffff:127.0.0.1")).toBe(false);
    expect(reachOf([])("example.org")).toBe(false);
  });

  it("is nothing of 10.0.0.0/8, however it is written", () => {
    const reach = reachOf([]);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 24 - 1 }), (n) => {
        const address = `10.${n >> 16}.${(n >> 8) & 255}.${n & 255}`;
        expect([reach(address), reach(`::ffff:${address}`)]).toEqual([false, false]);
      }),
    );
  });

  const posted = { headers: {}, body: "{}", signal: new AbortController().signal };
  it.each([
    ["https://127.0.0.1:1/", []],
    ["https://[::1]:1/", []],
    ["https://2130706433/", []],
    ["https://localhost:1/", []],
    ["http://192.0.2.1/", []],
    ["http://10.1.2.3/", ["10.0.0.0/8"]],
  ])("refuses %s before anything is sent", async (url, networks) => {
    await expect(post(url, posted, reachOf(networks))).rejects.toThrow(ForbiddenAddress);
  });
});

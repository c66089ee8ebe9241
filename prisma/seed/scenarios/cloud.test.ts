import { expect, test } from "vitest";
import { cloud, sizesOf } from "./cloud";
import { places } from "./cloud-places";
import type { DatacenterSpec, Scenario } from "./scenario";

const positionsOf = ({ rooms }: DatacenterSpec): number =>
  rooms.reduce((sum, r) => sum + r.tops * (r.tops - 1) * r.mids * r.positionsPerGroup, 0);
const sizes = ({ regions }: Scenario): number[] =>
  regions
    .flatMap((r) => r.zones.flat())
    .map(positionsOf)
    .sort((a, b) => b - a);

test("the cloud has 60 regions and 130 datacenters with a long tail, the largest of 10,000 positions", () => {
  const whole = sizes(cloud());
  expect(cloud().regions).toHaveLength(60);
  expect(whole).toHaveLength(130);
  expect(whole[0]).toBe(10_000);
  // the ten largest have more than the hundred smallest together, twice
  const sum = (part: readonly number[]) => part.reduce((a, b) => a + b, 0);
  expect(sum(whole.slice(0, 10))).toBeGreaterThan(1.5 * sum(whole.slice(30)));
  expect(sum(whole)).toBeGreaterThan(79_000);
});

test.each([10_000, 30_000, 100_000, 400_000])("with about %i servers it has the same shape", (servers) => {
  const some = sizes(cloud(servers));
  const sum = some.reduce((a, b) => a + b, 0);
  expect(sum * 0.748 * 19.9).toBeGreaterThan(0.8 * servers);
  expect(sum * 0.748 * 19.9).toBeLessThan(1.25 * servers);
  expect(some[0]).toBeGreaterThan((3 * sum) / some.length);
});

test("no two datacenters, regions or cities have one name, and every region has a zone that is not empty", () => {
  const { regions } = cloud();
  const codes = [...regions.map((r) => r.code), ...regions.flatMap((r) => r.zones.flat().map((d) => d.code))];
  expect(new Set(codes).size).toBe(codes.length);
  expect(new Set(places.map(([, city]) => city)).size).toBe(60);
  for (const { zones } of regions) for (const zone of zones) expect(zone.length).toBeGreaterThan(0);
});

test("sizes fall from the largest and come to the total", () => {
  const some = sizesOf(40, 9_000, 1_000);
  expect(some[0]).toBe(1_000);
  expect(some.reduce((a, b) => a + b, 0)).toBeCloseTo(9_000, 0);
  some.slice(1).forEach((size, i) => {
    expect(size).toBeLessThan(some[i]!);
  });
});

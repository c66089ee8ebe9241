import type { LimitCheck, RequestCertificateDto } from "@headroom/contracts/explanation";
import type { ColumnDecision } from "@headroom/contracts/scenario";
import { expect, test } from "vitest";
import { bindsOf, cut, decisionsOf, nextOf } from "./decisions";

const check = (change: Partial<LimitCheck>): LimitCheck => ({
  limit: "power",
  subject: "1A",
  failed: null,
  asked: 10_000,
  left: 4_000,
  margin: -6_000,
  unit: "W",
  ok: false,
  ...change,
});
const rejected = (first: LimitCheck | null): RequestCertificateDto => ({
  outcome: "rejected",
  datacenter: "N1",
  rowsByLimit: {},
  nearest: first ? [{ row: "R1", room: "1", fits: false, checks: [check({ limit: "cooling", ok: true }), first] }] : [],
  relaxations: [],
  chosen: null,
  considered: [],
});
const placed = (...next: LimitCheck[]): RequestCertificateDto => {
  const [chosen, ...rest] = next.map((nextLimit) => ({
    row: "R1",
    groups: {},
    score: 1,
    terms: {},
    runnerUp: null,
    nextLimit,
  }));
  return {
    ...rejected(null),
    outcome: "placed",
    chosen: chosen!,
    ...(rest.length > 0 ? { lots: [chosen!, ...rest] } : {}),
  };
};
const decision = (requestId: number, racks: number, racksPlaced: number, certificate: RequestCertificateDto | null) =>
  ({ requestId, outcome: null, racks, racksPlaced, places: [], certificate }) satisfies ColumnDecision;

test("what binds is the limit that keeps out most racks, over all requests that miss any", () => {
  const failover = check({ limit: "failover", subject: "1B", failed: "1C" });
  const decisions = [
    decision(1, 6, 2, rejected(check({}))),
    decision(2, 5, 0, rejected(failover)),
    decision(3, 3, 0, rejected(check({}))),
    decision(4, 9, 9, placed(check({ ok: true }))),
  ];
  expect(bindsOf(decisions)).toEqual({ limit: "power", subject: "1A", failed: null, racks: 7 });
  expect(bindsOf([decisions[3]!])).toBeNull();
});

test("what a policy withholds, and what no row is allowed for, are no limits", () => {
  const withheld = { ...rejected(null), withheld: { row: "R1", reward: 1, expectedLoss: 2 } };
  expect(bindsOf([decision(1, 4, 0, withheld)])).toMatchObject({ limit: "withheld", racks: 4 });
  expect(bindsOf([decision(1, 4, 0, rejected(null))])).toMatchObject({ limit: "rows", racks: 4 });
});

test("the next limit is the one with the fewest racks left, over every row of every request", () => {
  const near = check({ asked: 10_000, left: 5_000, margin: -5_000 });
  const far = check({ asked: 10_000, left: 90_000, margin: 80_000, ok: true });
  const big = check({ asked: 100_000, left: 60_000, margin: -40_000, subject: "1Z" });
  expect(nextOf([decision(1, 1, 1, placed(far, near)), decision(2, 1, 1, placed(big))])?.check).toEqual(near);
  expect(nextOf([decision(1, 1, 0, rejected(near))])).toBeNull();
});

test("a comparison needs the nearest row's broken limits alone", () => {
  const whole = decision(1, 1, 0, rejected(check({})));
  const { certificate } = cut(whole);
  expect(certificate?.nearest).toEqual([{ row: "R1", room: "1", fits: false, checks: [check({})] }]);
  expect(certificate).not.toHaveProperty("considered");
  expect(cut(decision(1, 1, 0, null)).certificate).toBeNull();
});

test("each request has the places of its own actions, in racks", () => {
  const action = { requestId: 1, datacenter: "N1", room: "1", row: "R1", rowId: 7, racks: 2 };
  const positions = [
    { id: 1, number: 1 },
    { id: 2, number: 2 },
  ];
  const [one, two] = decisionsOf(
    [1, 2].map((requestId) => ({ requestId, outcome: "placed", racksPlaced: 2, certificate: null })),
    [{ ...action, positions }],
    () => 4,
  );
  expect(one).toMatchObject({ racks: 4, places: [{ datacenter: "N1", room: "1", row: "R1", rowId: 7, racks: 2 }] });
  expect(two!.places).toEqual([]);
});

import { expect, test } from "vitest";
import { parseReservationArguments } from "./reservation-options";

const parse = (line: string) => parseReservationArguments(line.split(" "), "2026-11-28");
const TERMS = "--owner ada@example.org --reason patching";

test.each([
  [`create units R1 3,5-7 ${TERMS}`, { target: { kind: "units", rack: "R1", units: [3, 5, 6, 7], face: "both" } }],
  [
    `create positions N1/1/01 2 ${TERMS} --to 2027-01-01`,
    { target: { room: "1", row: "01", numbers: [2] }, to: "2027-01-01" },
  ],
  [
    `create device R1/web/7 ${TERMS} --from 2026-12-01`,
    { target: { rack: "R1", server: "web/7" }, from: "2026-12-01" },
  ],
])("%s", (line, input) => {
  const terms = { owner: "ada@example.org", reason: "patching" };
  expect(parse(line)).toMatchObject({ ok: true, value: { verb: "create", input: { ...terms, ...input } } });
});

test.each([
  ["list --when expiring --rack R1", { verb: "list", json: false, input: { when: "expiring", rack: "R1" } }],
  ["extend units-7 --to never", { verb: "extend", kind: "units", id: 7, to: null }],
  ["end device-3 --reason done", { verb: "end", kind: "device", id: 3, reason: "done" }],
])("%s", (line, value) => {
  expect(parse(line)).toMatchObject({ ok: true, value });
});

test.each([
  ["keep", "expected list, create, extend or end"],
  ["list --when soon", "when: "],
  [`create units R1 7-3 ${TERMS}`, "target.units: "],
  ["create units R1 3 --owner a", "reason: "],
  ["extend 7 --to never", "KIND-ID"],
  ["extend units-7", "--to DAY"],
  ["end units-7", "--reason"],
])("says what is wrong with: %s", (line, fault) => {
  const parsed = parse(line);
  expect(parsed.ok ? "" : parsed.error.join("\n")).toContain(fault);
});

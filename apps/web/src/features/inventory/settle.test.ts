import type { RecordChange, RecordPreview } from "@headroom/contracts/record";
import { expect, it } from "vitest";
import { settled } from "./settle";

const edit: RecordChange = {
  op: "edit",
  type: "racks",
  id: 7,
  version: 2,
  fields: { serial: "mine", end_of_life: "2030-01-01" },
};
const other: RecordChange = { op: "edit", type: "racks", id: 8, version: 1, fields: { serial: "x" } };
const conflict: RecordPreview["conflicts"][number] = {
  at: 0,
  type: "racks",
  id: 7,
  version: 2,
  now: 4,
  key: ["R7"],
  fields: [
    { field: "serial", base: null, theirs: "theirs", mine: "mine", clash: true },
    { field: "end_of_life", base: null, theirs: null, mine: "2030-01-01", clash: false },
  ],
};

it("writes mine over what is there now", () => {
  expect(settled([edit, other], [conflict], "mine")).toEqual([{ ...edit, version: 4 }, other]);
});

it("leaves theirs where both changed a field, and keeps the rest of mine", () => {
  expect(settled([edit], [conflict], "theirs")).toEqual([
    { ...edit, version: 4, fields: { end_of_life: "2030-01-01" } },
  ]);
});

it("leaves out what is no more, and what would change nothing", () => {
  expect(settled([edit, other], [{ ...conflict, now: null }], "mine")).toEqual([other]);
  const [clash] = conflict.fields;
  expect(settled([{ ...edit, fields: { serial: "mine" } }], [{ ...conflict, fields: [clash!] }], "theirs")).toEqual([]);
});

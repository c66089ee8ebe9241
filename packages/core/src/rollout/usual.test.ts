import { expect, test } from "vitest";
import { usualChecklists } from "./checklists";
import { gateWhileDown, stagesInOrder, templateFaults } from "./template";
import { runKinds, usualTemplates } from "./usual";

test.each(runKinds)("%s: no faults, and waves may be mixed", (kind) => {
  expect(templateFaults(usualTemplates[kind])).toEqual([]);
  expect(gateWhileDown(usualTemplates[kind])).toBeNull();
});

test.each(runKinds)("%s: machines give up in the end, people's tasks are theirs", (kind) => {
  for (const { how, timeoutMs, retry } of usualTemplates[kind].stages)
    if (how === "automatic") expect(timeoutMs).toBeGreaterThan(0);
    else expect([timeoutMs, retry.attempts]).toEqual([null, 1]);
});

test.each(runKinds)("%s: people tick off two to five things, machines none", (kind) => {
  const { stages } = usualTemplates[kind];
  const tasks = stages.filter(({ how }) => how === "task").map(({ key }) => key);
  expect(Object.keys(usualChecklists[kind]).sort()).toEqual([...tasks].sort());
  for (const { how, checklist = [] } of stages) {
    if (how === "automatic") expect(checklist).toEqual([]);
    else expect([2, 3, 4, 5]).toContain(checklist.length);
    // each is told from the others, and fits a line
    expect(new Set(checklist).size).toBe(checklist.length);
    for (const text of checklist) expect(text.length).toBeLessThanOrEqual(72);
  }
});

test("nothing is removed before its wipe was verified", () => {
  const { stages } = usualTemplates.decommission;
  const before = new Set(["remove"]);
  for (const key of before) for (const need of stages.find((s) => s.key === key)!.needs) before.add(need);
  expect([...before]).toEqual(expect.arrayContaining(["verify_wipe", "wipe", "drain", "confirm"]));
});

test("faults of a template are told all at once", () => {
  const { stages, gates } = usualTemplates.repair;
  const [first, second, ...rest] = stages;
  const broken = {
    stages: [
      { ...first!, needs: ["drain"] },
      { ...second!, retry: { ...second!.retry, attempts: 0 } },
      ...rest,
      rest[0]!,
    ],
    gates: [...gates, gates[0]!, { after: "nowhere", opens: "itself" as const, bakeMs: 0 }],
    handsOverAfter: "never",
  };
  expect(templateFaults(broken).map((fault) => fault.kind)).toEqual([
    ...["attempts", "duplicate", "gate_twice", "unknown", "unknown", "circle"],
  ]);
  expect(stagesInOrder(broken.stages).circle).toContain("cordon");
});

import { usualChecklists } from "@headroom/core/rollout/checklists";
import { usualTemplates } from "@headroom/core/rollout/usual";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { expectSound } from "../testing/invariants";
import { type Journey, openJourney } from "../testing/journey";
import { allTicked, workRuns } from "../testing/runs";
import { failure } from "../testing/steps";

let journey: Journey;
let id: number;
beforeEach(async () => {
  journey = await openJourney();
  id = await begun("decommission", ["K1-1-1", "K1-1-2", "K1-2-1"]);
});
afterEach(() => journey.close());

const all = usualChecklists.decommission.confirm!;
const everything = all.map((_, i) => i);

/** All racks in one wave. */
async function begun(kind: "decommission" | "repair", racks: string[]): Promise<number> {
  const { runs } = await journey.as("omar").run.create({
    source: { from: "racks", kind, racks },
    waves: { canary: 0, pilotShare: 0, most: 24 },
  });
  await workRuns(journey);
  return runs[0]!.id;
}
const stepsOf = async (stage: string, run = id) =>
  (await journey.as("omar").run.get({ id: run })).waves
    .flatMap(({ subjects }) => subjects)
    .flatMap(({ steps }) => steps)
    .filter((step) => step.stage === stage);
const states = async (stage: string) => (await stepsOf(stage)).map(({ state }) => state);
const asMany = (steps: readonly { readonly id: number }[]) => ({ steps: steps.map((step) => ({ stepId: step.id })) });
const task = () => journey.as("omar").task;

describe("a checklist", () => {
  test("comes with the usual template, nothing of it done, and is done with the task", async () => {
    const [step] = await stepsOf("confirm");
    expect(step!.checklist).toEqual(all.map((text) => ({ text, done: false })));
    await task().finish(allTicked(step!));
    expect((await stepsOf("confirm"))[0]).toMatchObject({
      ...{ state: "done", checklist: all.map((text) => ({ text, done: true })) },
    });
  });

  test("that has open items keeps its task open, and all of them are named", async () => {
    const [step] = await stepsOf("confirm");
    for (const checked of [[], [0], everything.slice(1), [7, 8, 9]]) {
      const open = everything.filter((i) => !checked.includes(i));
      expect(await failure(task().finish({ stepId: step!.id, checked }))).toMatchObject({
        code: "INVALID_INPUT",
        details: { issues: open.map((i) => ({ path: `checked.${i}`, expected: "done", got: all[i] })) },
      });
    }
    expect((await stepsOf("confirm"))[0]).toMatchObject({ state: "working", checklist: step!.checklist });
  });

  test("is of the way there: what is taken back has none", async () => {
    for (const stage of ["confirm", "drain"]) {
      await task().finishMany({ ...asMany(await stepsOf(stage)), checked: [0, 1, 2, 3, 4] });
      await workRuns(journey);
    }
    const before = await journey.rows("SELECT checklist FROM run_step WHERE run_id = $1 AND stage = 'drain'", [id]);
    await journey.as("omar").run.abort({ id, reason: "they stay" });
    await workRuns(journey);
    const undoing = await stepsOf("drain");
    expect(undoing.map(({ state, checklist }) => [state, checklist])).toEqual(Array(3).fill(["undoing", []]));
    expect(await task().finishMany(asMany(undoing))).toEqual({ steps: 3 });
    await workRuns(journey);
    expect(await states("drain")).toEqual(Array(3).fill("undone"));
    // what was ticked stays what was ticked
    expect(await journey.rows("SELECT checklist FROM run_step WHERE run_id = $1 AND stage = 'drain'", [id])).toEqual(
      before,
    );
  });

  test("of a run that goes on stays as it was when the template changes", async () => {
    const { stages, gates, handsOverAfter } = usualTemplates.decommission;
    await journey.as("pia").template.save({
      ...{ kind: "decommission", baseVersion: 0 },
      body: {
        gates: [...gates],
        handsOverAfter,
        stages: stages.map(({ checklist: _, evidence, ...stage }) => ({
          ...{ ...stage, needs: [...stage.needs], evidence: [...(evidence ?? [])] },
          ...(stage.key === "confirm" ? { checklist: ["Agreed in writing"] } : {}),
        })),
      },
    });
    const [old] = await stepsOf("confirm");
    expect(old!.checklist).toHaveLength(all.length);
    expect(await failure(task().finish({ stepId: old!.id, checked: [0] }))).toMatchObject({ code: "INVALID_INPUT" });
    const [fresh] = await stepsOf("confirm", await begun("decommission", ["K1-2-2"]));
    expect(fresh!.checklist).toEqual([{ text: "Agreed in writing", done: false }]);
  });
});

describe("one task of many racks", () => {
  test("is done at once, with what each of them was given, and accounts follow", async () => {
    const steps = await stepsOf("confirm");
    const given = steps.map(({ id: stepId }, i) => ({ stepId, evidence: [{ kind: "ticket", text: `CH-${i}` }] }));
    expect(await task().finishMany({ steps: given, checked: everything, note: "Agreed by all" })).toEqual({ steps: 3 });
    expect(await stepsOf("confirm")).toMatchObject(
      given.map((_, i) => ({
        state: "done",
        evidence: [{ kind: "ticket", data: { text: `CH-${i}` }, by: "omar" }, { kind: "note" }],
      })),
    );
    const audits = await journey.rows(
      "SELECT 1 FROM audit_event WHERE entity_kind = 'run' AND entity_id = $1::text AND action = 'run.task_finish'",
      [id],
    );
    expect(audits).toHaveLength(3);
    await expectSound(journey);
  });

  test("changes the fleet for each of them, and its accounts once", async () => {
    await task().finishMany({ ...asMany(await stepsOf("confirm")), checked: everything });
    await workRuns(journey);
    await task().finishMany({ ...asMany(await stepsOf("drain")), checked: [0, 1, 2, 3, 4] });
    await workRuns(journey);
    await journey.as("ann").run.openGate({ id, wave: 0, after: "drain", reason: "" });
    await workRuns(journey);
    const version = async () =>
      (await journey.rows<{ version: number }>("SELECT version FROM datacenter WHERE code = 'N1'"))[0]!.version;
    const before = await version();
    await task().finishMany({ ...asMany(await stepsOf("remove")), checked: [0, 1, 2, 3, 4] });
    expect(await version()).toBe(before + 1);
    const racks = await journey.rows<{ state: string }>(
      "SELECT k.state::text AS state FROM rack k JOIN run_subject x ON x.rack_id = k.id WHERE x.run_id = $1",
      [id],
    );
    expect(racks.map(({ state }) => state)).toEqual(Array(3).fill("retired"));
    await expectSound(journey);
  });

  test("is all or nothing: one that is done already, open items, another stage or run refuse all of them", async () => {
    const [one, two, three] = await stepsOf("confirm");
    const refused = async (steps: readonly { readonly id: number }[], checked: number[] = everything) =>
      failure(task().finishMany({ ...asMany(steps), checked }));
    expect(await refused([one!, two!], [0])).toMatchObject({ code: "INVALID_INPUT" });
    const [drain] = await stepsOf("drain");
    const elsewhere = (await stepsOf("confirm", await begun("decommission", ["K1-2-2"])))[0]!;
    for (const other of [drain!, elsewhere])
      expect(await refused([one!, other])).toMatchObject({
        ...{ code: "INVALID_INPUT", details: { issues: [{ path: `steps.${other.id}` }] } },
      });
    expect(await refused([one!, { id: 999_999 }])).toMatchObject({ code: "NOT_FOUND" });
    await task().finish(allTicked(three!));
    expect(await refused([one!, two!, three!])).toMatchObject({
      code: "WRONG_STATE",
      details: { kind: "step", state: "done", rack: expect.stringMatching(/^K1-/) },
    });
    expect(await states("confirm")).toEqual(["working", "working", "done"]);
  });
});

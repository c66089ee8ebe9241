import { Durations } from "@headroom/core/rollout/durations";
import type { Template } from "@headroom/core/rollout/types";
import { learnClocks } from "@headroom/services/run/clocks";
import { momentOf } from "../calendar";
import { makeRun } from "./make";
import { tellPast } from "./past";
import { play } from "./play";
import { tellPresent } from "./present";
import { type SavedTemplate, TaleBook, type TaleInput } from "./tales";
import { RunWorld, type SeedRun } from "./world";

/** Runs of a scenario with all their rows, what was recorded of them and who was told. */
export interface RunRows {
  readonly runs: readonly SeedRun[];
  readonly templates: readonly SavedTemplate[];
  /** Oldest first, as those who were told. */
  readonly audited: RunWorld["audited"];
  readonly notified: RunWorld["notified"];
}

/** Longer runs are forecast by the worker alone: each midnight of theirs would take seconds. */
const MOST_STEPS = 120;

/** Tells runs from their making on, oldest first; what ended teaches those that go on how long things take. */
export async function buildRuns(input: TaleInput): Promise<RunRows> {
  const book = new TaleBook(input);
  tellPast(book);
  tellPresent(book);
  const { list, templates } = book;
  const until = momentOf(input.today, 0).getTime();
  const world = new RunWorld();
  for (const { id, code, state, lot, position } of input.racks)
    world.racks.set(id, {
      ...{ id, code, state, datacenterId: lot.datacenter.id },
      positionId: state === "retired" ? null : position.id,
    });
  for (const { told } of input.coming) {
    const { rackId, code, position } = told;
    const site = input.regions
      .flatMap((r) => r.datacenters)
      .find((d) => d.rooms.some((m) => m.id === position.roomId))!;
    world.racks.set(rackId, { id: rackId, code, state: "ordered", datacenterId: site.id, positionId: null });
  }
  const numbers = { subject: 0, step: 0 };
  const tales = [...list].sort(
    (a, b) => a.story.createdAt - b.story.createdAt || (a.story.title < b.story.title ? -1 : 1),
  );
  const told = tales.map(({ story, ...tale }, i) => ({ ...tale, run: makeRun(world, i + 1, story, numbers) }));
  for (const { run, script, lives } of told) if (!lives) await play(world, run, script, { until, learnt: null });
  const took = new Durations(world.took());
  for (const { run, script, lives } of told)
    if (lives) {
      const rackTypes = [...run.subjects.values()].map((s) => s.rackType);
      const clocks = learnClocks(took, run.record.template as Template, rackTypes, run.site, []);
      run.record = { ...run.record, clocks };
      await play(world, run, script, { until, learnt: run.steps.size > MOST_STEPS ? null : took });
    }
  const byTime = (a: { readonly at: number }, b: { readonly at: number }) => a.at - b.at;
  return {
    runs: told.map(({ run }) => run),
    templates,
    audited: world.audited.sort(byTime),
    notified: world.notified.sort(byTime),
  };
}

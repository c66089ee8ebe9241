import { type Journey, openJourney } from "@headroom/runtime/testing/journey";
import { obliging, workRuns } from "@headroom/runtime/testing/runs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { run as headroom } from "./testing/run";

let journey: Journey;
let url: string;
let id: number;
beforeAll(async () => {
  journey = await openJourney();
  journey.clock.now = Date.now();
  url = (journey.database.pool as unknown as { options: { connectionString: string } }).options.connectionString;
  const { runs } = await journey.as("omar").run.create({
    source: { from: "racks", kind: "repair", racks: ["K1-1-1"] },
    title: "Mend the first rack",
  });
  id = runs[0]!.id;
});
afterAll(() => journey.close());

const run = (...args: readonly string[]) => headroom(url, "run", ...args);
/** As a worker would, a moment later. */
async function work(performers = obliging()): Promise<void> {
  journey.clock.now = Date.now() + 1000;
  await workRuns(journey, performers);
}

test("a run is listed, shown, paused, tried again, let through a gate and aborted", { timeout: 300_000 }, async () => {
  const listed = await run("list");
  expect(listed).toMatchObject({ code: 0, err: "" });
  expect(listed.out).toMatch(new RegExp(`^ +${id} {2}queued +repair +0/7 +Mend the first rack\n$`));
  expect((await run("list", "--state", "done")).out).toBe("no runs\n");
  expect(JSON.parse((await run("list", "--state", "queued", "--json")).out)).toMatchObject({
    total: 1,
    rows: [{ id }],
  });

  await work();
  const shown = await run("show", `${id}`);
  expect(shown.out).toContain(`run ${id}: Mend the first rack, running`);
  expect(shown.out).toContain("    drain: working, a person\n    power_off: waiting, waits for stage drain");
  expect(JSON.parse((await run("show", `${id}`, "--json")).out)).toMatchObject({ id, state: "running" });

  expect((await run("pause", `${id}`)).err).toContain("say why with --reason");
  expect(await run("pause", `${id}`, "--reason", "a storm is near")).toMatchObject({
    ...{ code: 0, out: `run ${id} is paused\n` },
  });
  expect(await run("pause", `${id}`, "--reason", "a storm is near")).toMatchObject({
    ...{ code: 2, out: "", err: `headroom run: run ${id} is paused\n` },
  });
  expect((await run("show", `${id}`)).out).toContain("paused, a storm is near");
  expect((await run("resume", `${id}`, "--reason", "it has passed")).out).toBe(`run ${id} is running\n`);

  // where the load goes is said, shown, and takes a reason to change
  const wiki = ["--title", "Search moves to N2", "--url", "https://wiki.example.org/move"];
  expect((await run("evacuation", `${id}`, ...wiki)).out).toBe("its evacuation plan is named\n");
  expect((await run("tasks")).out).toContain(
    "    evacuation plan: Search moves to N2, https://wiki.example.org/move\n",
  );
  expect((await run("evacuation", `${id}`, "--none")).err).toContain("reason: why another plan counts");
  expect((await run("evacuation", `${id}`, "--none", "--reason", "nothing runs there")).code).toBe(0);
  // what has to be ticked is listed, asked for by its numbers, and refused while something is open
  const listedTasks = (await run("tasks", `${id}`)).out;
  expect(listedTasks).toContain(`run ${id} drain: Mend the first rack\n  K1-1-1 at `);
  expect(listedTasks).toContain("    [1] The owner confirms that the load has moved\n    [2] ");
  expect(await run("done", `${id}`, "--stage", "drain", "--tick", "1,3")).toEqual({
    ...{ code: 2, out: "" },
    err: expect.stringMatching(
      /^headroom run: it is not done while its checklist has open items, see --tick:\n {2}\[2\] .*\n {2}\[4\] .*\n$/,
    ),
  });
  expect(await run("done", `${id}`, "--stage", "drain", "--tick", "1,2,3,4", "--note", "by telephone")).toMatchObject({
    ...{ code: 0, err: "", out: "drain of K1-1-1 is done\n" },
  });
  expect((await run("tasks", `${id}`)).out).toBe("nobody has anything to do\n");
  const broken = { perform: async () => ({ kind: "failed", failure: { code: "no_power" }, final: true }) as const };
  await work({ ...obliging(), power_off: broken });
  const halted = (await run("show", `${id}`)).out;
  expect(halted).toContain(`halted: {"kind":"failures","wave":0,"failed":1,"allowed":0}`);
  expect(halted).toContain(`power_off: failed, attempt 1 of 6, {"code":"no_power"}`);
  expect((await run("retry", `${id}`)).out).toBe("1 steps are tried again\n");
  expect((await run("resume", `${id}`, "--reason", "the fuse is in")).out).toBe(`run ${id} is running\n`);
  await work();
  const evidence = ["--evidence", "serial number=SN-7"];
  const repaired = await run("done", `${id}`, "--stage", "repair", "--rack", "K1-1-1", "--tick", "all", ...evidence);
  expect(repaired).toMatchObject({ code: 0, out: "repair of K1-1-1 is done\n" });
  const told = await journey.rows("SELECT evidence -> 0 ->> 'kind' AS kind FROM run_step WHERE stage = 'repair'");
  expect(told).toEqual([{ kind: "serial number" }]);
  await work();
  // an hour of baking is not waited for
  const opened = await run("open", `${id}`, "--wave", "1", "--after", "in_service", "--reason", "seen to work");
  expect(opened).toMatchObject({ code: 0, out: "the gate after in_service is open\n" });
  await work();
  expect(await run("abort", `${id}`, "--reason", "too late now")).toMatchObject({ code: 2 });
  expect((await run("list")).out).toMatch(/done +repair +7\/7/);
  const audited = await journey.rows<{ action: string; actor_name: string; via: string }>(
    "SELECT action, actor_name, via::text FROM audit_event WHERE entity_kind = 'run' AND via = 'cli' ORDER BY id",
  );
  expect(audited.map(({ action }) => action)).toEqual([
    ...[
      "run.pause",
      "run.resume",
      "run.evacuation",
      "run.evacuation",
      "run.task_finish",
      "run.retry_all",
      "run.resume",
      "run.task_finish",
      "run.gate_open",
    ],
  ]);
});

test("what cannot be is said in a line, with the way to ask", { timeout: 300_000 }, async () => {
  const cases: readonly (readonly [readonly string[], string])[] = [
    [["show", "999"], "headroom run: there is no run 999"],
    [["retry", "999"], "headroom run: there is no run 999"],
    [["pause", "999", "--reason", "no such run"], "headroom run: there is no run 999"],
    [["open", `${id}`, "--wave", "1", "--after", "nothing"], "headroom run: there is no gate"],
    [["done", `${id}`, "--stage", "drain"], "headroom run: nobody has drain to do now"],
    [["done", `${id}`, "--stage", "drain", "--rack", "K9"], "headroom run: nobody has drain of K9 to do now"],
    [["done", `${id}`, "--stage", "dance"], "headroom run: there is no stage dance"],
    [["done", `${id}`], "say which task with --stage"],
    [["evacuation", `${id}`], "say one of --plan N, --title TEXT [--url URL] and --none"],
    [["list", "--state", "asleep"], "headroom run: there is no such state"],
    [["show", "first"], "expected a verb and the number of a run"],
    [["dance", `${id}`], "cannot dance"],
    [["show", `${id}`, "--louder"], "Unknown option '--louder'"],
  ];
  const said = await Promise.all(cases.map(([args]) => run(...args)));
  for (const [i, { code, out, err }] of said.entries()) {
    expect([code, out]).toEqual([2, ""]);
    expect(err).toContain(cases[i]![1]);
    expect(err).not.toContain("    at ");
  }
  expect((await run("--help")).out).toContain("usage: headroom run list");
});

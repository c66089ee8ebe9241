import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Random } from "../foundation/random";
import {
  isSettled,
  nextRunState,
  nextStepState,
  type RunState,
  type StepAction,
  type StepState,
} from "../lifecycle/run";
import { decide, stepKey } from "./decide";
import { templateFaults, upTo, waveFaults } from "./template";
import type { Freeze, GateNow, Limits, RunNow, Stage, Step, Subject, Template, Wave } from "./types";

const MINUTE = 60_000;

const stage = (key: string, over: Partial<Stage> = {}): Stage => ({
  ...{ key, title: key, how: "automatic", needs: [], timeoutMs: null, usualMs: MINUTE, atATime: null },
  ...{
    takesDown: false,
    bringsUp: false,
    canUndo: true,
    retry: { attempts: 3, pauseMs: MINUTE, longestPauseMs: 8 * MINUTE },
  },
  ...over,
});

/** A template without faults: every stage needs some of those before it. */
const templates: fc.Arbitrary<Template> = fc
  .array(
    fc.record({
      needs: fc.array(fc.nat(), { maxLength: 2 }),
      takesDown: fc.boolean(),
      bringsUp: fc.boolean(),
      canUndo: fc.boolean(),
      noReturn: fc.boolean(),
      atATime: fc.option(fc.integer({ min: 1, max: 3 })),
      timeoutMs: fc.option(fc.integer({ min: 1, max: 20 }).map((n) => n * MINUTE)),
      attempts: fc.integer({ min: 1, max: 3 }),
      gate: fc.option(
        fc.record({ opens: fc.constantFrom("itself", "people"), bakeMs: fc.nat({ max: 10 * MINUTE }) } as const),
      ),
    }),
    { minLength: 1, maxLength: 6 },
  )
  .map((drawn) => {
    const keys = drawn.map((_, i) => `s${i}`);
    const stages = drawn.map(({ needs, attempts, gate: _, ...rest }, i) =>
      stage(keys[i]!, {
        ...rest,
        needs: i === 0 ? [] : [...new Set(needs.map((n) => keys[n % i]!))],
        retry: { attempts, pauseMs: MINUTE, longestPauseMs: 4 * MINUTE },
      }),
    );
    const gates = drawn.flatMap(({ gate }, i) => (gate ? [{ after: keys[i]!, ...gate }] : []));
    return { stages, gates, handsOverAfter: keys[keys.length >> 1]! };
  });

const subject = fc.record({
  room: fc.constantFrom("r1", "r2"),
  faultDomain: fc.constantFrom("east", "west", "north"),
  services: fc.subarray(["mail", "maps"]),
});
const waves: fc.Arbitrary<Wave[]> = fc
  .array(fc.array(subject, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 3 })
  .map((drawn) =>
    drawn.map((subjects, w) => ({
      notBefore: null,
      subjects: subjects.map((one, i): Subject => ({ ...one, id: `w${w}-${i}`, powerW: 5000 })),
    })),
  );
const most = fc.option(fc.integer({ min: 1, max: 4 }));
const limits: fc.Arbitrary<Limits> = fc.record({
  ...{ racks: most, racksOfRoom: most, racksOfFaultDomain: most },
  window: fc.option(fc.record({ racks: fc.integer({ min: 1, max: 3 }), ms: fc.constant(30 * MINUTE) })),
  failuresOfWave: fc.integer({ min: 0, max: 4 }),
});
const freezes: fc.Arbitrary<Freeze[]> = fc.array(
  fc
    .record({
      from: fc.nat({ max: 60 }),
      length: fc.integer({ min: 1, max: 60 }),
      rooms: fc.option(fc.subarray(["r1", "r2"])),
    })
    .map(({ from, length, rooms }) => ({ rooms, from: from * MINUTE, to: (from + length) * MINUTE })),
  { maxLength: 2 },
);

/** Racks of one service, drained, mended and brought up again: what may not be down together. */
const repairs: fc.Arbitrary<Template> = fc.integer({ min: 1, max: 3 }).map((attempts) => {
  const over = { retry: { attempts, pauseMs: MINUTE, longestPauseMs: MINUTE } };
  return {
    stages: [
      stage("drain", { ...over, takesDown: true }),
      stage("off", { ...over, needs: ["drain"] }),
      stage("up", { ...over, needs: ["off"], bringsUp: true }),
    ],
    ...{ gates: [], handsOverAfter: "drain" },
  };
});

interface World {
  run: RunNow;
  now: number;
}

const worlds = fc
  .record({ template: templates, waves, limits, freezes, seed: fc.integer() })
  .filter(({ template, waves }) => waveFaults(template, waves).length === 0);

const servingWorlds: typeof worlds = fc.record({
  ...{ template: repairs, seed: fc.integer(), freezes: fc.constant<Freeze[]>([]) },
  waves: waves.map((all) =>
    all.map(({ subjects, ...wave }) => ({ ...wave, subjects: subjects.map((s) => ({ ...s, services: ["mail"] })) })),
  ),
  limits: fc.constant<Limits>({ racks: null, racksOfRoom: null, racksOfFaultDomain: null, failuresOfWave: 9 }),
});

/** A world that does what is decided, with attempts that take a while, fail by chance, and people who answer everything in the end. */
function play(
  {
    template,
    waves: all,
    limits: most,
    freezes: frozen,
    seed,
  }: typeof worlds extends fc.Arbitrary<infer T> ? T : never,
  watch: (before: World, decision: ReturnType<typeof decide>, after: World) => void,
  { failing = 0.3, skipping = 0.3, abortAt = Number.POSITIVE_INFINITY } = {},
) {
  const random = new Random(seed);
  const chance = () => random.uint32() / 2 ** 32;
  const steps = new Map<string, Step>();
  const ends = new Map<string, number>();
  for (const { subjects } of all)
    for (const { id } of subjects)
      for (const { key } of template.stages)
        steps.set(`${id}/${key}`, {
          ...{
            subject: id,
            stage: key,
            state: "waiting",
            attempts: 0,
            begunAt: null,
            startedAt: null,
            endedAt: null,
            notBefore: null,
          },
        });
  let gates: GateNow[] = all.flatMap((_, wave) =>
    template.gates.map(({ after }): GateNow => ({ wave, after, state: "shut", met: true })),
  );
  let state: RunState = "running";
  let now = 0;
  const act = (key: string, action: StepAction, over: Partial<Step> = {}) => {
    const step = steps.get(key)!;
    const next = nextStepState(step.state, action);
    if (next === null) throw new Error(`${action} of ${key}, which is ${step.state}`);
    steps.set(key, { ...step, state: next, ...over });
  };
  const world = (): World => ({
    now,
    run: {
      ...{ state, template, waves: all, steps: [...steps.values()], gates, limits: most, freezes: frozen },
      ...{ elsewhere: [], heldElsewhere: [] },
    },
  });
  for (let turn = 0; turn < 3000; turn++) {
    if (turn >= abortAt && state !== "aborting") state = nextRunState(state, "abort")!;
    const before = world();
    const decision = decide(before.run, now);
    for (const ref of decision.start) {
      const attempts = steps.get(stepKey(ref))!.attempts + 1;
      const begunAt = steps.get(stepKey(ref))!.begunAt ?? now;
      act(stepKey(ref), "start", { attempts, begunAt, startedAt: now, notBefore: null });
      ends.set(stepKey(ref), now + Math.ceil(chance() * 15) * MINUTE);
    }
    for (const ref of decision.undo) {
      act(stepKey(ref), "undo");
      ends.set(stepKey(ref), now + MINUTE);
    }
    for (const ref of decision.drop) act(stepKey(ref), "drop");
    const fail = (key: string, at: number) => {
      const { attempts, stage: of } = steps.get(key)!;
      const { retry } = template.stages.find((one) => one.key === of)!;
      if (attempts >= retry.attempts) act(key, "give_up", { endedAt: at });
      else act(key, "fail", { endedAt: at, notBefore: at + MINUTE });
      ends.delete(key);
    };
    for (const ref of decision.overdue) fail(stepKey(ref), now);
    const opened = new Set([...decision.openGates, ...decision.askGates].map((g) => `${g.wave}/${g.after}`));
    gates = gates.map((g) => (opened.has(`${g.wave}/${g.after}`) ? { ...g, state: "open" } : g));
    if (decision.halt) {
      // somebody looks, tries what failed once more or goes on without it, and lets it go on
      for (const [key, step] of steps)
        if (step.state === "failed")
          if (chance() < 0.5) act(key, "skip", { endedAt: now });
          else act(key, "retry", { attempts: 0, notBefore: null, endedAt: null });
    }
    watch(before, decision, world());
    // somebody says of what has not begun that it need not be done, and of what is in work that it is at its end
    let isChanged = false;
    for (const [key, { state: is }] of steps)
      if (state === "running" && (is === "waiting" || is === "working") && chance() < skipping / 20) {
        act(key, "skip", { endedAt: now });
        ends.delete(key);
        isChanged = true;
      }
    if (decision.finish) return { finished: true, state, steps: [...steps.values()], turn };
    // the next thing that happens: an attempt ends, or it is time to look again
    const times = [...ends.values(), decision.wake ?? Number.POSITIVE_INFINITY];
    const next = Math.min(...times);
    if (Number.isFinite(next)) now = Math.max(now, next);
    else if (!isChanged) {
      const failed = [...steps].filter(([, one]) => one.state === "failed" || one.state === "stuck");
      const isIdle =
        decision.start.length + decision.overdue.length + decision.undo.length + decision.drop.length + opened.size ===
          0 && !decision.halt;
      if (isIdle && failed.length === 0) return { finished: false, state, steps: [...steps.values()], turn, decision };
      for (const [key, one] of failed) act(key, "skip", { endedAt: now, ...(one.state === "stuck" ? {} : {}) });
    }
    for (const [key, end] of ends) {
      if (end > now) continue;
      const { state: was } = steps.get(key)!;
      if (was === "undoing") act(key, chance() < failing / 3 ? "give_up" : "finish", { endedAt: end });
      else if (was === "working") {
        if (chance() < failing) {
          fail(key, end);
          continue;
        }
        act(key, "finish", { endedAt: end });
      }
      ends.delete(key);
    }
  }
  return { finished: false, state, steps: [...steps.values()], turn: 3000 };
}

const at = (world: World) => new Map(world.run.steps.map((step) => [stepKey(step), step]));
const subjectsOf = (world: World) =>
  world.run.waves.flatMap((wave, w) => wave.subjects.map((s) => ({ ...s, wave: w })));

describe("a run", () => {
  test("drawn templates have no faults", () => {
    fc.assert(
      fc.property(templates, (template) => {
        expect(templateFaults(template)).toEqual([]);
      }),
    );
  });

  test("is carried out to its end, whatever fails on the way", () => {
    fc.assert(
      fc.property(worlds, (drawn) => {
        let gates: readonly GateNow[] = [];
        const { finished, steps } = play(drawn, (_, __, after) => {
          gates = after.run.gates;
        });
        expect(gates.every((gate) => gate.state === "open")).toBe(true);
        expect(finished).toBe(true);
        expect(steps.every((step) => isSettled(step.state))).toBe(true);
      }),
    );
  });

  test("begins nothing before what it needs, its gates, its wave", () => {
    fc.assert(
      fc.property(worlds, (drawn) => {
        play(drawn, (before, decision, after) => {
          const steps = at(before);
          for (const { subject: id, stage: key } of decision.start) {
            const own = drawn.template.stages.find((one) => one.key === key)!;
            const { wave } = subjectsOf(before).find((one) => one.id === id)!;
            for (const need of own.needs) {
              expect(isSettled(steps.get(`${id}/${need}`)!.state)).toBe(true);
              expect(
                after.run.gates.filter((g) => g.wave === wave && g.after === need).map((g) => g.state),
              ).not.toContain("shut");
            }
            if (wave > 0)
              for (const earlier of drawn.waves[wave - 1]!.subjects)
                expect(isSettled(steps.get(`${earlier.id}/${drawn.template.handsOverAfter}`)!.state)).toBe(true);
          }
        });
      }),
    );
  });

  test("opens a gate only when the whole wave was through long enough", () => {
    fc.assert(
      fc.property(worlds, (drawn) => {
        play(drawn, (before, { openGates, askGates }) => {
          const steps = at(before);
          for (const { wave, after } of [...openGates, ...askGates]) {
            const { bakeMs } = drawn.template.gates.find((one) => one.after === after)!;
            for (const { id } of drawn.waves[wave]!.subjects) {
              const { state, endedAt } = steps.get(`${id}/${after}`)!;
              expect(isSettled(state)).toBe(true);
              expect((endedAt ?? 0) + bakeMs).toBeLessThanOrEqual(before.now);
            }
          }
        });
      }),
    );
  });

  test("passes no limit and breaks no freeze", () => {
    fc.assert(
      fc.property(worlds, (drawn) => {
        play(drawn, (before, decision, after) => {
          const inWork = (world: World, state: (s: StepState) => boolean) =>
            new Set(world.run.steps.filter((step) => state(step.state)).map((step) => step.subject));
          const hands = (s: StepState) => s === "working" || s === "retrying" || s === "failed";
          // what stood before may have grown over a limit by going on; what begins anew may not
          const held = inWork(before, hands);
          const fresh = decision.start.filter((ref) => !held.has(ref.subject));
          const now = new Set([...held, ...decision.start.map((ref) => ref.subject)]);
          if (fresh.length > 0) {
            const racks = subjectsOf(after).filter((one) => now.has(one.id));
            const { racks: all, racksOfRoom, racksOfFaultDomain } = drawn.limits;
            if (all !== null) expect(racks.length).toBeLessThanOrEqual(all);
            for (const ref of fresh) {
              const own = racks.find((one) => one.id === ref.subject)!;
              if (racksOfRoom !== null)
                expect(racks.filter((one) => one.room === own.room).length).toBeLessThanOrEqual(racksOfRoom);
              if (racksOfFaultDomain !== null)
                expect(racks.filter((one) => one.faultDomain === own.faultDomain).length).toBeLessThanOrEqual(
                  racksOfFaultDomain,
                );
            }
          }
          const { window } = drawn.limits;
          if (window) {
            const firsts = subjectsOf(after).flatMap(({ id }) => {
              const own = after.run.steps.flatMap((step) => (step.subject === id ? (step.begunAt ?? []) : []));
              return own.length > 0 ? [Math.min(...own)] : [];
            });
            expect(firsts.filter((at) => at > before.now - window.ms).length).toBeLessThanOrEqual(window.racks);
          }
          for (const { subject: id, stage: key } of decision.start) {
            const own = drawn.template.stages.find((one) => one.key === key)!;
            const { room } = subjectsOf(before).find((one) => one.id === id)!;
            if (own.takesDown)
              for (const { rooms, from, to } of drawn.freezes)
                expect(from <= before.now && before.now < to && (rooms?.includes(room) ?? true)).toBe(false);
          }
        });
      }),
    );
  });

  test("never has two fault domains of one service down together", () => {
    fc.assert(
      fc.property(fc.oneof(worlds, servingWorlds), (drawn) => {
        const comesUp = drawn.template.stages.some((one) => one.bringsUp);
        play(drawn, (_, __, after) => {
          const steps = at(after);
          const down = new Map<string, Set<string>>();
          for (const { id, services, faultDomain } of subjectsOf(after)) {
            const state = (key: string) => steps.get(`${id}/${key}`)!.state;
            const hands = (key: string) =>
              ["working", "retrying", "failed"].includes(state(key)) ||
              (state(key) === "waiting" && steps.get(`${id}/${key}`)!.begunAt !== null);
            const isUp = drawn.template.stages.some((one) => one.bringsUp && isSettled(state(one.key)));
            const isDown =
              !(comesUp && isUp) &&
              drawn.template.stages.some(({ key, takesDown, bringsUp }) => {
                // what comes after a stage that would have taken it down, and was skipped, takes it down
                const before = [...upTo(drawn.template.stages, key)].filter((one) => one !== key);
                const isBehind = drawn.template.stages.some(
                  (one) => one.takesDown && before.includes(one.key) && state(one.key) !== "undone",
                );
                const isWork = hands(key) || (comesUp && state(key) === "done");
                return isWork && (takesDown || (comesUp && isBehind && !bringsUp));
              });
            if (isDown)
              for (const service of services) down.set(service, (down.get(service) ?? new Set()).add(faultDomain));
          }
          for (const domains of down.values()) expect(domains.size).toBeLessThanOrEqual(1);
        });
      }),
    );
  });

  test("says of every step that does not begin what it waits for", () => {
    fc.assert(
      fc.property(worlds, (drawn) => {
        play(drawn, (before, decision) => {
          if (decision.halt) return;
          const starting = new Set(decision.start.map(stepKey));
          for (const step of before.run.steps)
            if ((step.state === "waiting" || step.state === "retrying") && !starting.has(stepKey(step)))
              expect(decision.waits.get(stepKey(step))).toBeDefined();
        });
      }),
    );
  });

  test("aborted anywhere, it takes back the last first, and ends", () => {
    fc.assert(
      fc.property(worlds, fc.nat({ max: 40 }), (drawn, abortAt) => {
        const { finished, state, steps } = play(
          drawn,
          (before, { undo, start }) => {
            if (before.run.state !== "aborting") return;
            expect(start).toEqual([]);
            const states = at(before);
            for (const { subject: id, stage: key } of undo) {
              // nothing that came after it, and could be taken back, still stands
              const later = drawn.template.stages.filter((one) => one.needs.includes(key) && one.canUndo);
              for (const one of later)
                expect(["done", "working", "undoing"]).not.toContain(states.get(`${id}/${one.key}`)!.state);
            }
          },
          { abortAt },
        );
        expect(finished).toBe(true);
        if (state !== "aborting") return;
        for (const step of steps) {
          const { canUndo } = drawn.template.stages.find((one) => one.key === step.stage)!;
          const own = steps.filter((one) => one.subject === step.subject);
          const isBeyond = drawn.template.stages.some(
            ({ key, noReturn }) => noReturn && own.some((one) => one.stage === key && one.begunAt !== null),
          );
          if (isBeyond && step.state === "undone") expect(step).toEqual("as it was: there was no way back");
          const stays = !canUndo || isBeyond || own.every((one) => isSettled(one.state));
          expect(["undone", "dropped", "skipped", ...(stays ? ["done"] : [])]).toContain(step.state);
        }
      }),
    );
  });

  test("decides the same of the same, and nothing twice", () => {
    fc.assert(
      fc.property(worlds, (drawn) => {
        play(drawn, ({ run, now }, decision, after) => {
          expect(decide(run, now)).toEqual(decision);
          const again = decide(after.run, now).start.map(stepKey);
          for (const ref of decision.start) expect(again).not.toContain(stepKey(ref));
        });
      }),
    );
  });
});

import type { RunDetail, StepDto } from "@headroom/contracts/run";
import { type RunKind, usualTemplates } from "@headroom/core/rollout/usual";

/** A run as the mock-up has it: three waves through, one at its gate, one in work, one late. */

export const now = Date.UTC(2026, 4, 12, 9, 42);
const HOUR = 3_600_000;
const iso = (ms: number) => new Date(ms).toISOString();
const aino = { id: "aino", name: "Aino", role: "approver" as const };

interface WaveSpec {
  racks: number;
  /** Stage that the wave is in; those before are done. */
  at: string | null;
  begins: number;
  tier: string;
  /** Of the stage it is in: settled, retrying, failed. */
  mix?: [number, number, number];
  late?: boolean;
}

export function sampleRun(kind: RunKind, specs: readonly WaveSpec[], state: RunDetail["state"] = "running"): RunDetail {
  const template = JSON.parse(JSON.stringify(usualTemplates[kind])) as RunDetail["template"];
  const usual = template.stages.map((stage) => ({ ...stage, usualMs: Math.min(stage.usualMs, 36 * HOUR) }));
  const order = usual.map((stage) => stage.key);
  let id = 100;
  const waves = specs.map((spec, number): RunDetail["waves"][number] => {
    const reached = spec.at === null ? order.length : order.indexOf(spec.at);
    const subjects = Array.from({ length: spec.racks }, (_, index) => {
      let clock = now + spec.begins * HOUR + index * 900_000;
      const steps = usual.map((stage, place): StepDto => {
        const [settled, retrying, failed] = spec.mix ?? [0, 0, 0];
        const isHere = place === reached;
        const stateOf = (): StepDto["state"] => {
          if (place < reached) return "done";
          if (!isHere) return "waiting";
          if (index < settled) return "done";
          if (index < settled + retrying) return "retrying";
          if (index < settled + retrying + failed) return "failed";
          return spec.mix ? "working" : "waiting";
        };
        const step = stateOf();
        const begun = step === "waiting" ? null : iso(Math.min(clock, now - 60_000));
        clock += stage.usualMs;
        const isTask = stage.how === "task";
        return {
          id: id++,
          stage: stage.key,
          state: step,
          attempts: step === "retrying" ? 3 : step === "failed" ? 6 : step === "waiting" ? 0 : 1,
          attemptsMost: stage.retry.attempts,
          task: isTask,
          begunAt: begun,
          startedAt: begun,
          endedAt: step === "done" ? iso(Math.min(clock, now - 1000)) : step === "retrying" ? iso(now - 60_000) : null,
          notBefore: step === "retrying" ? iso(Date.now() + 192_000) : null,
          pollAt: null,
          assignee: isTask && step === "working" && index % 2 === 0 ? aino : null,
          dueAt: isTask && step === "working" ? iso(now + 4 * HOUR) : null,
          warnAt: isTask && step === "working" ? iso(now + 3 * HOUR) : null,
          late: spec.late === true && isHere && step !== "done",
          checklist: isTask
            ? [
                { text: "Serial number noted", done: step === "done" },
                { text: "Rails in", done: true },
              ]
            : [],
          evidence: [],
          result: null,
          note: step === "working" && !isTask ? { flashing: "4.1.0 to 4.2.2" } : null,
          order: null,
          failure: step === "retrying" || step === "failed" ? { code: "no_answer", times: 3 } : null,
          reason: null,
          wait: step === "waiting" ? { kind: "stage", stage: stage.needs[0] ?? "order" } : null,
        };
      });
      return {
        id: id++,
        rackId: id,
        rack: `${number + 1}-${String(3 + (index % 8)).padStart(2, "0")}-${String(1 + Math.floor(index / 8)).padStart(2, "0")}`,
        rackType: "C5",
        position: `R${number + 1}-${3 + (index % 8)} tile ${1 + Math.floor(index / 8)}`,
        positionId: id,
        from: null,
        faultDomain: `NRD-2/F${1 + (index % 2)}`,
        services: ["search"],
        powerW: 15_500,
        down: false,
        holds: true,
        steps,
      };
    });
    return {
      number,
      tier: spec.tier,
      notBefore: spec.begins > 0 ? iso(now + spec.begins * HOUR) : null,
      ends:
        spec.at === null
          ? null
          : {
              p10: iso(now + (60 + number * 20) * HOUR),
              p50: iso(now + (70 + number * 20) * HOUR),
              p90: iso(now + (90 + number * 20) * HOUR),
            },
      gates: template.gates.map((gate) => {
        const through = reached > order.indexOf(gate.after);
        const waits = spec.at === "accept" && gate.opens === "people";
        return {
          ...{
            after: gate.after,
            opens: gate.opens,
            bakeMs: gate.bakeMs,
            criterion:
              gate.opens === "people"
                ? { kind: "power" as const, minShare: 0.1, maxShare: 1.1, freshMs: 900_000 }
                : null,
          },
          ...{
            state: waits ? ("asked" as const) : through ? ("open" as const) : ("shut" as const),
            met: waits || through ? true : null,
            measured: null,
          },
          ...{
            askedAt: waits ? iso(now - 22 * 60_000) : null,
            openedAt: through && !waits ? iso(now - 90 * HOUR + number * 40 * HOUR) : null,
          },
          ...{ openedBy: through && !waits && gate.opens === "people" ? aino : null, reason: null, bakedAt: null },
        };
      }),
      subjects,
    };
  });
  const all = waves.flatMap((wave) => wave.subjects.flatMap((subject) => subject.steps));
  const count = (one: StepDto["state"]) => all.filter((step) => step.state === one).length;
  const racks = waves.reduce((sum, wave) => sum + wave.subjects.length, 0);
  return {
    ...{
      id: 913,
      kind,
      title: "NRD-2 compute, 148 racks",
      evacuation: null,
      drains: kind !== "provision",
      state,
      datacenter: "NRD-2",
      region: "eu-north",
      planId: 2295,
    },
    ...{
      createdBy: aino,
      createdAt: iso(now - 220 * HOUR),
      startedAt: iso(now - 216 * HOUR),
      endedAt: null,
      updatedAt: iso(now),
      dueOn: "2026-05-20",
    },
    counts: {
      ...{
        racks,
        racksDone: specs.filter((s) => s.at === null).reduce((sum, s) => sum + s.racks, 0),
        steps: all.length,
      },
      ...{ settled: count("done"), working: count("working"), retrying: count("retrying"), failed: count("failed") },
      ...{ tasks: 4, late: 1, gatesAsked: 1 },
    },
    ...{
      ends: { p10: iso(now + 150 * HOUR), p50: iso(now + 164 * HOUR), p90: iso(now + 200 * HOUR) },
      reason: null,
      version: 41,
    },
    plan: { id: 2295, title: "NRD-2 compute" },
    template: { ...template, stages: usual, id: null, version: null },
    limits: { racks: 40, racksOfRoom: null, racksOfFaultDomain: null, failuresOfWave: 1 },
    ...{ halt: null, waves, forecast: null, clock: null, slip: null, operations: { paused: null }, allowed: {} },
  };
}

export const mockRun = () =>
  sampleRun("provision", [
    { racks: 24, at: null, begins: -200, tier: "canary" },
    { racks: 24, at: null, begins: -168, tier: "pilot" },
    { racks: 40, at: "accept", begins: -140, tier: "rest" },
    { racks: 32, at: "rack", begins: -110, tier: "rest", mix: [28, 2, 0] },
    { racks: 28, at: "order", begins: 30, tier: "rest" },
  ]);

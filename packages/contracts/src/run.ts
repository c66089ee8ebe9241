import { gateStates, runStates, stepStates } from "@headroom/core/lifecycle/run";
import { timeKinds } from "@headroom/core/rollout/slip";
import { z } from "zod";
import { code, cursorInput, id, idCursor, isoDate, isoInstant, person, reason } from "./common";
import { stepOrder } from "./delivery";
import { evacuationDto, evacuationInput } from "./evacuation";
import { gateCriterion, runKind, runLimits, runTemplateBody } from "./run-template";

const _stageKey = z.string().min(1).max(40);
const json = z.record(z.string(), z.unknown());

/** What a run is made of: the positions of a committed plan that are not delivered yet, or racks that stand. */
export const runSource = z.discriminatedUnion("from", [
  z.object({ from: z.literal("plan"), planId: id }),
  z.object({
    from: z.literal("racks"),
    kind: z.enum(["decommission", "repair"]),
    /** Codes. */
    racks: z.array(code).min(1).max(2000),
  }),
]);
export const wavePolicy = z.object({
  canary: z.int().min(0).max(1000).default(1),
  pilotShare: z.number().min(0).max(1).default(0.1),
  most: z.int().min(1).max(10_000).default(24),
});
export const runCreateInput = z.object({
  source: runSource,
  title: z.string().trim().min(3).max(120).optional(),
  waves: wavePolicy.default({ canary: 1, pilotShare: 0.1, most: 24 }),
  limits: runLimits.default({ racks: null, racksOfRoom: null, racksOfFaultDomain: null, failuresOfWave: 0 }),
  /** Nothing begins before. Absent: at once. */
  startsOn: isoDate.optional(),
  dueOn: isoDate.optional(),
  /** Of every run that is made and drains racks. */
  evacuation: evacuationInput.optional(),
});
export type RunCreateInput = z.output<typeof runCreateInput>;
/** One run for each datacenter and kind. */
export const runCreateResult = z.object({ runs: z.array(z.object({ id, title: z.string() })) });

export const blastRadiusDto = z.object({
  racks: z.int(),
  powerW: z.number(),
  rooms: z.array(z.string()),
  faultDomains: z.array(z.string()),
  services: z.array(z.object({ service: z.string(), racks: z.int(), faultDomains: z.int() })),
});
/** Why a run cannot be made, or not so. */
export const runObstacle = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("held"), rack: z.string(), runId: id, run: z.string() }),
  z.object({ kind: z.literal("state"), rack: z.string(), state: z.string() }),
  z.object({ kind: z.literal("nowhere"), rack: z.string() }),
  z.object({ kind: z.literal("unknown"), rack: z.string() }),
  /** A plan has a place for it elsewhere. */
  z.object({ kind: z.literal("planned"), rack: z.string(), planId: id, plan: z.string() }),
]);
export type RunObstacle = z.infer<typeof runObstacle>;
export const runPreviewOne = z.object({
  kind: runKind,
  datacenter: z.string(),
  title: z.string(),
  template: z.object({ id: id.nullable(), version: z.int() }),
  waves: z.array(blastRadiusDto.extend({ tier: z.string(), subjects: z.array(z.string()) })),
  total: blastRadiusDto,
  /** Freezes that are in force or come within 90 days, where the run has racks. */
  freezes: z.array(
    z.object({ id, place: z.string(), startsOn: isoDate, endsOn: isoDate, reason: z.string(), racks: z.int() }),
  ),
  /** Waves that could never pass a gate. */
  faults: z.array(
    z.object({ wave: z.int(), service: z.string(), faultDomains: z.array(z.string()), gate: z.string() }),
  ),
  /** Services that another run has down in another fault domain now. */
  elsewhere: z.array(z.object({ service: z.string(), faultDomain: z.string() })),
  usualMs: z.number(),
});
export type RunPreviewOne = z.infer<typeof runPreviewOne>;
export const runPreview = z.object({ runs: z.array(runPreviewOne), obstacles: z.array(runObstacle) });
export type RunPreview = z.infer<typeof runPreview>;

export const runRef = z.object({ id });
/** run.evacuation: null: there is none. A reason is wanted where another one was named before. */
export const runEvacuationInput = runRef.extend({
  evacuation: evacuationInput.nullable(),
  reason: z.string().trim().max(2000).default(""),
});
export type RunEvacuationInput = z.output<typeof runEvacuationInput>;
export const runReasonInput = runRef.extend({ reason });
export const runListInput = cursorInput.extend({
  cursor: idCursor,
  states: z.array(z.enum(runStates)).optional(),
  kinds: z.array(runKind).optional(),
  datacenter: code.optional(),
  region: code.optional(),
  planId: id.optional(),
  /** Only those that the one who asks has made. */
  mine: z.boolean().optional(),
  /** Code of a rack that is or was in it. */
  rack: code.optional(),
  search: z.string().trim().max(100).optional(),
});

export const band = z.object({ p10: isoInstant, p50: isoInstant, p90: isoInstant });

/** How far a run is, in numbers of steps but `racks`. */
export const runCounts = z.object({
  racks: z.int(),
  racksDone: z.int(),
  steps: z.int(),
  settled: z.int(),
  working: z.int(),
  retrying: z.int(),
  /** Failed for good, or stuck on the way back. */
  failed: z.int(),
  /** People's tasks that are open, and those of them that are late. */
  tasks: z.int(),
  late: z.int(),
  gatesAsked: z.int(),
});
export const runRow = z.object({
  id,
  kind: runKind,
  title: z.string(),
  state: z.enum(runStates),
  datacenter: z.string(),
  region: z.string(),
  planId: id.nullable(),
  createdBy: person.nullable(),
  createdAt: isoInstant,
  startedAt: isoInstant.nullable(),
  endedAt: isoInstant.nullable(),
  updatedAt: isoInstant,
  dueOn: isoDate.nullable(),
  counts: runCounts,
  ends: band.nullable(),
  reason: z.string().nullable(),
});
export type RunRow = z.infer<typeof runRow>;
export const runList = z.object({
  rows: z.array(runRow),
  next: z.string().nullable(),
  total: z.int(),
  /** Of all states, with the other filters. */
  states: z.record(z.string(), z.int()),
});

/** Why a step does not begin, as core says, with names for people. */
export const stepWait = z.object({
  kind: z.enum(["run", "wave", "time", "stage", "gate", "freeze", "held", "limit", "service"]),
  until: isoInstant.optional(),
  stage: z.string().optional(),
  wave: z.int().optional(),
  /** Stage that a gate follows, or that a wave has to be through. */
  after: z.string().optional(),
  limit: z.string().optional(),
  most: z.int().optional(),
  service: z.string().optional(),
  faultDomain: z.string().optional(),
  state: z.string().optional(),
});
export type StepWait = z.infer<typeof stepWait>;

export const evidenceDto = z.object({ kind: z.string(), data: json, at: isoInstant, by: z.string().nullable() });
export const checkDto = z.object({ text: z.string(), done: z.boolean() });

export const stepDto = z.object({
  id,
  stage: z.string(),
  state: z.enum(stepStates),
  attempts: z.int(),
  /** Of attempts in all. */
  attemptsMost: z.int(),
  /** A person's: theirs from the beginning, or handed to them. */
  task: z.boolean(),
  begunAt: isoInstant.nullable(),
  startedAt: isoInstant.nullable(),
  endedAt: isoInstant.nullable(),
  /** A retry's countdown ends. */
  notBefore: isoInstant.nullable(),
  /** When the world is asked again. */
  pollAt: isoInstant.nullable(),
  assignee: person.nullable(),
  dueAt: isoInstant.nullable(),
  /** Whoever has it is reminded from then on. */
  warnAt: isoInstant.nullable(),
  late: z.boolean(),
  checklist: z.array(checkDto),
  evidence: z.array(evidenceDto),
  result: json.nullable(),
  note: json.nullable(),
  failure: json.nullable(),
  reason: z.string().nullable(),
  wait: stepWait.nullable(),
  /** Somebody outside has it, or had it last. */
  order: stepOrder.nullable(),
});
export type StepDto = z.infer<typeof stepDto>;

export const subjectDto = z.object({
  id,
  rackId: id.nullable(),
  rack: z.string(),
  rackType: z.string(),
  /** Where it stands, or will. */
  position: z.string().nullable(),
  positionId: id.nullable(),
  from: z.string().nullable(),
  faultDomain: z.string(),
  services: z.array(z.string()),
  powerW: z.number(),
  down: z.boolean(),
  holds: z.boolean(),
  /** In the order of the template's stages. */
  steps: z.array(stepDto),
});
export const gateDto = z.object({
  after: z.string(),
  state: z.enum(gateStates),
  opens: z.enum(["itself", "people"]),
  bakeMs: z.number(),
  criterion: gateCriterion.nullable(),
  met: z.boolean().nullable(),
  measured: z.unknown().optional(),
  askedAt: isoInstant.nullable(),
  openedAt: isoInstant.nullable(),
  openedBy: person.nullable(),
  reason: z.string().nullable(),
  /** When it is believed; null: not all racks are through. */
  bakedAt: isoInstant.nullable(),
});
export const waveDto = z.object({
  number: z.int(),
  tier: z.string(),
  notBefore: isoInstant.nullable(),
  ends: band.nullable(),
  gates: z.array(gateDto),
  subjects: z.array(subjectDto),
});

/** How long people have for a stage, and where that is from. */
export const stageClock = z.object({
  dueMs: z.number(),
  warnMs: z.number(),
  from: z.enum(["template", "rule", "site", "type", "stage", "usual"]),
  times: z.int(),
});
/** By `stage/rack type`. */
export const runClocks = z.record(z.string(), stageClock);
export type RunClocks = z.infer<typeof runClocks>;

/** A part of the time a run takes, or of what makes it later (negative: sooner). */
export const spentDto = z.object({
  kind: z.enum(timeKinds),
  stage: z.string().nullable(),
  who: z.string().nullable(),
  ms: z.number(),
});
export type SpentDto = z.infer<typeof spentDto>;

/** Why the expected end is later, or sooner, than it was. */
export const forecastSlip = z.object({
  at: isoInstant,
  from: isoInstant,
  to: isoInstant,
  /** What happened between the two forecasts that explains most of it. */
  cause: z
    .object({ kind: z.string(), stage: z.string().nullable(), rack: z.string().nullable(), byMs: z.number() })
    .nullable(),
});
export const runForecast = z.object({
  at: isoInstant,
  ends: band.nullable(),
  waves: z.array(band.nullable()),
  criticalPath: z.array(z.object({ rack: z.string(), stage: z.string(), from: isoInstant, to: isoInstant })),
  /** By stage: what its durations were learnt from, and their middle. */
  learnt: z.record(
    z.string(),
    z.object({ from: z.enum(["site", "type", "stage", "usual"]), ms: z.number(), times: z.int() }),
  ),
  slips: z.array(forecastSlip),
  /** Eight in ten end by then. Absent: forecast by an older release. */
  p80: isoInstant.nullable().optional(),
  /** What the first forecast said, and what the time up to then was to go to: later ones are explained by it. */
  first: z
    .object({ at: isoInstant, ends: isoInstant, spent: z.array(spentDto) })
    .nullable()
    .optional(),
});
export type RunForecast = z.infer<typeof runForecast>;

export const runClock = z.object({
  /** Of the dock's end; null: no rack is there yet. */
  dockedAt: isoInstant.nullable(),
  /** Of the first rack in service. */
  liveAt: isoInstant.nullable(),
  /** By stage between the two: milliseconds of the racks that are through, the middle one. */
  stages: z.array(z.object({ stage: z.string(), racks: z.int(), medianMs: z.number(), usualMs: z.number() })),
});

export const runHalt = z.object({
  kind: z.enum(["gate", "failures", "worker"]),
  wave: z.int().optional(),
  after: z.string().optional(),
  failed: z.int().optional(),
  allowed: z.int().optional(),
});
export const operationsDto = z.object({
  paused: z.object({ by: person.nullable(), at: isoInstant, reason: z.string() }).nullable(),
});

const allowed = z.object({ ok: z.boolean(), why: z.string().nullable() });
export const runDetail = runRow.extend({
  version: z.int(),
  plan: z.object({ id, title: z.string() }).nullable(),
  /** null: none was named. */
  evacuation: evacuationDto.nullable(),
  /** It drains racks, so that there may be one. */
  drains: z.boolean(),
  template: runTemplateBody.extend({ id: id.nullable(), version: z.int().nullable() }),
  limits: runLimits,
  halt: runHalt.nullable(),
  waves: z.array(waveDto),
  forecast: runForecast.nullable(),
  clock: runClock.nullable(),
  /** Against the first forecast, while it goes on where it is expected to end, then where it did: parts add up to `byMs`. */
  slip: z
    .object({ since: isoInstant, from: isoInstant, to: isoInstant, byMs: z.number(), parts: z.array(spentDto) })
    .nullable(),
  operations: operationsDto,
  /** What this person may do with it now: pause, resume, abort, retryAll, gate, tasks. */
  allowed: z.record(z.string(), allowed),
});
export type RunDetail = z.infer<typeof runDetail>;

/** What changes while somebody looks: told whenever it does, to the end of the run. */
export const runSight = z.object({
  id,
  version: z.int(),
  state: z.enum(runStates),
  counts: runCounts,
  /** Of the latest event; null: none. */
  lastEvent: z.string().nullable(),
  allPaused: z.boolean(),
});
export type RunSight = z.infer<typeof runSight>;

export const runEventsInput = z.object({
  id,
  /** Only events after, or before, this one. */
  after: z
    .string()
    .regex(/^\d{1,18}$/)
    .optional(),
  before: z
    .string()
    .regex(/^\d{1,18}$/)
    .optional(),
  subjectId: id.optional(),
  level: z.enum(["info", "warn", "error"]).optional(),
  limit: z.int().min(1).max(1000).default(200),
});
export const runEventDto = z.object({
  id: z.string(),
  at: isoInstant,
  level: z.enum(["info", "warn", "error"]),
  kind: z.string(),
  subjectId: id.nullable(),
  rack: z.string().nullable(),
  stage: z.string().nullable(),
  data: json,
  by: z.string().nullable(),
  traceId: z.string(),
});
/** Oldest first. */
export const runEvents = z.object({ rows: z.array(runEventDto) });
export type RunEventDto = z.infer<typeof runEventDto>;

export const runStateResult = z.object({ id, state: z.enum(runStates) });
export const pauseAllInput = z.object({ reason });
export type RunListInput = z.output<typeof runListInput>;
export type RunEventsInput = z.output<typeof runEventsInput>;

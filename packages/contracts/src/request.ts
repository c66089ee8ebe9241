import { requestStates } from "@headroom/core/lifecycle/request";
import { z } from "zod";
import { code, cursorInput, id, idCursor, isoDate, isoInstant, person, reason } from "./common";
import { requestCertificate } from "./explanation";
import { apart, keyRules, noRules } from "./placement-key";

export const requestUnit = z.enum(["racks", "cores", "memory_gib", "storage_tb", "gpus"]);
export const splitRule = z.enum(["all_or_nothing", "best_effort"]);

/** What is asked for, in the service's language. request.feasibility takes it as it is being typed. */
export const demandInput = z.object({
  rackType: code,
  unit: requestUnit,
  amount: z.int().min(1).max(10_000_000),
  region: code,
  zone: code.nullable().default(null),
  datacenter: code.nullable().default(null),
  requiredTags: z.array(code).max(20).default([]),
  splitRule: splitRule.default("all_or_nothing"),
  rules: keyRules.default(noRules),
});

/** request.create, request.update. `asDraft` keeps it out of the planners' list. */
export const requestInput = demandInput.extend({
  title: z.string().trim().min(3).max(120),
  service: z.string().trim().min(1).max(80),
  priority: z.int().min(1).max(4).default(2),
  neededBy: isoDate,
  note: z.string().trim().max(4000).default(""),
  asDraft: z.boolean().default(false),
});
export type RequestInput = z.infer<typeof requestInput>;
export const requestUpdateInput = z.object({ id, version: z.int(), request: requestInput });
export const requestGetInput = z.object({ id });
export const requestCancelInput = z.object({ id, version: z.int(), reason });
export const requestReopenInput = z.object({ id, version: z.int() });
/** What a change of a request answers with; the version goes into the next change. */
export const requestRef = z.object({ id, version: z.int() });
export const requestListInput = cursorInput.extend({
  cursor: idCursor,
  states: z.array(z.enum(requestStates)).optional(),
  region: code.optional(),
  search: z.string().trim().max(100).optional(),
  mine: z.boolean().optional(),
});
export type RequestListInput = z.output<typeof requestListInput>;
export type DemandInput = z.output<typeof demandInput>;

export const requestRow = z.object({
  id,
  title: z.string(),
  service: z.string(),
  rackType: z.string(),
  family: z.string(),
  unit: requestUnit,
  amount: z.int(),
  racks: z.int(),
  powerW: z.number(),
  region: z.string(),
  zone: z.string().nullable(),
  datacenter: z.string().nullable(),
  priority: z.int(),
  neededBy: isoDate,
  answerBy: isoInstant,
  createdAt: isoInstant,
  state: z.enum(requestStates),
  stateReason: z.string().nullable(),
  requester: person,
  version: z.int(),
  /** The plan that has it now or had it last. */
  plan: z.object({ id, state: z.string() }).nullable(),
});
export type RequestRow = z.infer<typeof requestRow>;
export const requestList = z.object({ rows: z.array(requestRow), next: z.string().nullable(), total: z.int() });
export const requestDetail = requestRow.extend({
  requiredTags: z.array(z.string()),
  splitRule,
  rules: keyRules,
  note: z.string(),
  plans: z.array(
    z.object({
      id,
      title: z.string(),
      state: z.string(),
      outcome: z.string().nullable(),
      racksPlaced: z.int(),
      certificate: requestCertificate.nullable(),
    }),
  ),
  history: z.array(z.object({ at: isoInstant, actor: z.string(), action: z.string(), reason: z.string().nullable() })),
});
export type RequestDetail = z.infer<typeof requestDetail>;

/** request.feasibility: live while typing, never longer than a moment. Datacenters ranked best first. */
export const feasibility = z.object({
  racks: z.int(),
  powerW: z.number(),
  coolingW: z.number(),
  fits: z.boolean(),
  datacenters: z.array(
    z.object({
      code: z.string(),
      zone: z.string(),
      fits: z.boolean(),
      /** Rows that take the whole request, and how many racks fit when it is split into lots. */
      rowsThatFit: z.int(),
      lots: z.int(),
      racksThatFit: z.int(),
      freePositions: z.int(),
      freePowerW: z.number(),
      why: requestCertificate.nullable(),
    }),
  ),
  /** Where it would fit when it does not here: largest amount, other zones or regions. */
  alternatives: z.array(
    z.object({ kind: z.enum(["fewer", "other_zone", "other_region", "split"]), racks: z.int(), where: z.string() }),
  ),
  apart: apart.nullable(),
});
export type Feasibility = z.infer<typeof feasibility>;

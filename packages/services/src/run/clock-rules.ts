import type { ClockListInput, ClockRow, ClockSaveInput, DockInput, DockRowDto } from "@headroom/contracts/run-clock";
import { templateOf } from "@headroom/contracts/run-template";
import { stageClock } from "@headroom/core/rollout/clock";
import { Durations, quantile } from "@headroom/core/rollout/durations";
import type { Stage } from "@headroom/core/rollout/types";
import { type RunKind, usualTemplates } from "@headroom/core/rollout/usual";
import { type Actor, authorize } from "../actor";
import { daysLater, instantOf } from "../days";
import { invalidInput, notFound, ServiceError } from "../errors";
import type { Ports } from "../ports";
import type { Repositories } from "../ports/repositories";
import type { ClockRuleRow, DockRow } from "../ports/run-records";
import { record } from "../record";
import { handedOver, ruleFor, WHOLE_RUN } from "./clocks";

/** Stages of every template of a kind, those of the usual one first. */
async function stagesOf({ runs }: Pick<Repositories, "runs">, kind: RunKind): Promise<Stage[]> {
  const saved = (await runs.templates(kind)).flatMap(({ body }) => templateOf(body).stages);
  const known = new Map<string, Stage>();
  for (const stage of [...usualTemplates[kind].stages, ...saved])
    if (!known.has(stage.key)) known.set(stage.key, stage);
  return [...known.values()];
}

/**
 * How long people have for the stages of a kind of run, what that is learnt from, and what was set. Of a rack type at a datacenter, or anywhere.
 * Needs run.read. Throws NOT_FOUND (the datacenter, the rack type).
 */
export async function listClocks(
  ports: Ports,
  actor: Actor,
  { kind, datacenter, rackType }: ClockListInput,
): Promise<{ rows: ClockRow[] }> {
  authorize(actor, "run.read");
  return ports.work.read(async (repositories) => {
    const { runs, catalog, freezes } = repositories;
    const stages = await stagesOf(repositories, kind);
    const type = rackType === undefined ? null : (await catalog.rackTypes()).find((one) => one.code === rackType);
    if (type === undefined) throw notFound("rack type", rackType!);
    const site = datacenter === undefined ? null : await freezes.places(datacenter);
    if (datacenter !== undefined && site === null) throw notFound("datacenter", datacenter);
    const took = await runs.took(
      stages.map((stage) => stage.key),
      type ? [type.id] : [],
      site ? [site.id] : [],
    );
    const rules = await runs.clockRules(kind);
    const durations = new Durations(took);
    return {
      rows: [
        wholeRun(rules),
        ...stages.map((stage) => rowOf(stage, durations, rules, rackType ?? "", datacenter ?? "")),
      ],
    };
  });
}

const ruleDto = (rules: readonly ClockRuleRow[], stage: string): ClockRow["rule"] => {
  const rule = rules.find((one) => one.stage === stage);
  if (!rule) return null;
  const { dueMs, warnShare, contact, version, savedBy, savedAt } = rule;
  return { dueMs, warnShare, contact, version, savedBy, savedAt: instantOf(savedAt) };
};

function wholeRun(rules: readonly ClockRuleRow[]): ClockRow {
  const rule = ruleDto(rules, WHOLE_RUN);
  const due = rule?.dueMs ?? null;
  return {
    ...{ stage: WHOLE_RUN, title: "The whole run", how: "run", rule, learnt: null, dueMs: due, warnMs: null },
    from: due === null ? null : "rule",
  };
}

function rowOf(
  stage: Stage,
  durations: Durations,
  rules: readonly ClockRuleRow[],
  rackType: string,
  site: string,
): ClockRow {
  const learnt = durations.of(stage, rackType, site);
  const { from, ...clock } = stageClock(stage, learnt, ruleFor(rules, stage.key));
  const { dueMs, warnMs } = stage.how === "automatic" ? handedOver(clock) : clock;
  const { ms } = learnt;
  return {
    ...{ stage: stage.key, title: stage.title, how: stage.how, rule: ruleDto(rules, stage.key), dueMs, warnMs, from },
    learnt:
      learnt.from === "usual"
        ? null
        : {
            from: learnt.from,
            times: ms.length,
            p50Ms: Math.round(quantile(ms, 0.5)),
            p90Ms: Math.round(quantile(ms, 0.9)),
          },
  };
}

/**
 * Sets how long people have for a stage of a kind of run (or for a whole run of it), when they are reminded, and who is told besides. Tasks that
 * are open keep their dates; later ones follow it, in runs that go on, too. Needs run.template. Errors: INVALID_INPUT (no template has the
 * stage), NOT_FOUND (the contact), CONFLICT (somebody saved another version since `baseVersion`).
 */
export async function saveClock(ports: Ports, actor: Actor, input: ClockSaveInput): Promise<{ version: number }> {
  authorize(actor, "run.template");
  const { kind, stage, dueMs, warnShare, contactId, baseVersion } = input;
  return ports.work.write(async (repositories) => {
    const { runs, contacts } = repositories;
    const keys = [WHOLE_RUN, ...(await stagesOf(repositories, kind)).map((one) => one.key)];
    if (!keys.includes(stage)) throw invalidInput("stage", `a stage of ${kind}`, stage);
    const contact = contactId === null ? null : await contacts.get(contactId);
    if (contactId !== null && (!contact || contact.retiredAt !== null)) throw notFound("contact", String(contactId));
    const before = (await runs.clockRules(kind)).find((rule) => rule.stage === stage);
    const saved = await runs.saveClockRule({
      ...{ kind, stage, dueMs, warnShare, contactId, baseVersion },
      byId: actor.id,
      at: ports.clock.now(),
    });
    if (!saved)
      throw new ServiceError("CONFLICT", {
        ...{ kind: "clock", id: `${kind}/${stage}`, expectedVersion: baseVersion, version: before?.version ?? 0 },
      });
    await record(repositories, actor, {
      action: "clock.save",
      entityKind: "clock",
      entityId: `${kind}/${stage || "run"}`,
      before: before
        ? { dueMs: before.dueMs, warnShare: before.warnShare, contact: before.contact?.name ?? null }
        : null,
      after: { dueMs, warnShare, contact: contact?.name ?? null },
    });
    return { version: baseVersion + 1 };
  });
}

/**
 * What racks took from the dock to service, by datacenter and type, and on what: the middle and nine in ten of those that went live in so many
 * days. Needs run.read.
 */
export async function dockToLive(
  ports: Ports,
  actor: Actor,
  { days, datacenter }: DockInput,
): Promise<{ since: string; rows: DockRowDto[] }> {
  authorize(actor, "run.read");
  const since = daysLater(ports.clock.now(), -days);
  return ports.work.read(async (repositories) => {
    const stages = await stagesOf(repositories, "provision");
    const found = await repositories.runs.dockToLive({ since, datacenter });
    const whole = found.filter((row) => row.stage === null);
    return {
      since: instantOf(since),
      rows: whole.map((row) => ({
        ...{ datacenter: row.datacenter, rackType: row.rackType, racks: row.racks, p50Ms: row.p50Ms, p90Ms: row.p90Ms },
        stages: partsOf(row, found, stages),
      })),
    };
  });
}

function partsOf(whole: DockRow, all: readonly DockRow[], stages: readonly Stage[]): DockRowDto["stages"] {
  const own = all.filter((row) => row.datacenter === whole.datacenter && row.rackType === whole.rackType);
  return stages.flatMap(({ key, title }) => {
    const row = own.find((one) => one.stage === key);
    return row ? [{ stage: key, title, racks: row.racks, p50Ms: row.p50Ms, p90Ms: row.p90Ms }] : [];
  });
}

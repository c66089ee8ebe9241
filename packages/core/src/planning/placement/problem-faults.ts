import { RULE_KINDS } from "../../capacity/rules";
import { isDay } from "../../foundation/days";
import type { KeyRules } from "../../topology/datacenter";
import { MAX_KG, MAX_PORTS, MAX_POSITIONS, MAX_WATTS } from "../../topology/faults";
import type { PlacementProblem, ProblemFault, RackDemandSpec } from "./types";

type Faults = ProblemFault[];

function checkAmount(path: string, value: number | undefined, most: number, faults: Faults): void {
  if (value === undefined || (Number.isFinite(value) && value >= 0 && value <= most)) return;
  faults.push({ path, message: `is ${value}, expected a number from 0 to ${most}` });
}

function checkDemand(path: string, spec: RackDemandSpec, faults: Faults): void {
  if (!Number.isSafeInteger(spec.racks) || spec.racks < 1)
    faults.push({ path: `${path}.racks`, message: `is ${spec.racks}, expected a whole number of at least 1` });
  checkAmount(`${path}.powerW`, spec.powerW, MAX_WATTS, faults);
  checkAmount(`${path}.coolingW`, spec.coolingW, MAX_WATTS, faults);
  checkAmount(`${path}.weightKg`, spec.weightKg, MAX_KG, faults);
  const { ports } = spec;
  if (ports !== undefined && !(Number.isInteger(ports) && ports >= 0 && ports <= MAX_PORTS))
    faults.push({ path: `${path}.ports`, message: `is ${ports}, expected a whole number from 0 to ${MAX_PORTS}` });
}

/** Rules among racks of one key, which must say the same wherever the key is used. */
class RuleCheck {
  private readonly said = new Map<string, { readonly text: string; readonly path: string }>();

  check(path: string, of: KeyRules, faults: Faults): void {
    for (const kind of RULE_KINDS) {
      const rule = of[kind];
      if (!rule) continue;
      const own = `${path}.${kind}`;
      const most = kind === "spread" ? of.spread!.maxRacksPerDomain : null;
      if (most !== null && !(Number.isInteger(most) && most >= 0 && most <= MAX_POSITIONS))
        faults.push({ path: `${own}.maxRacksPerDomain`, message: `is ${most}, expected a whole number of at least 0` });
      const text = most === null ? rule.scope : `${rule.scope}, at most ${most}`;
      const before = this.said.get(`${kind}/${rule.key}`);
      if (!before) this.said.set(`${kind}/${rule.key}`, { text, path: own });
      else if (before.text !== text)
        faults.push({ path: own, message: `key ${rule.key} says ${text}, but ${before.text} in ${before.path}` });
    }
  }
}

function checkIds(
  path: string,
  what: string,
  ids: readonly string[],
  known: ReadonlySet<string>,
  faults: Faults,
): void {
  ids.forEach((id, i) => {
    if (!known.has(id)) faults.push({ path: `${path}[${i}]`, message: `${what} ${id} does not exist` });
  });
}

function checkRequests(problem: PlacementProblem, rules: RuleCheck, faults: Faults): void {
  const ids = new Set(problem.placed.map((p) => p.id));
  const rows = new Set(problem.model.rows.map((r) => r.id));
  const rooms = new Set(problem.model.rooms.map((r) => r.id));
  problem.requests.forEach((request, i) => {
    const path = `requests[${i}]`;
    if (ids.has(request.id)) faults.push({ path: `${path}.id`, message: `${request.id} appears twice` });
    ids.add(request.id);
    checkDemand(path, request, faults);
    if (!(Number.isFinite(request.reward) && request.reward >= 0))
      faults.push({ path: `${path}.reward`, message: `is ${request.reward}, expected a number of at least 0` });
    if (request.neededBy !== undefined && !isDay(request.neededBy))
      faults.push({ path: `${path}.neededBy`, message: `is ${request.neededBy}, expected a day such as 2026-05-17` });
    checkIds(`${path}.allowedRowIds`, "row", request.allowedRowIds ?? [], rows, faults);
    checkIds(`${path}.forbiddenRowIds`, "row", request.forbiddenRowIds ?? [], rows, faults);
    checkIds(`${path}.allowedRoomIds`, "room", request.allowedRoomIds ?? [], rooms, faults);
    rules.check(path, request, faults);
  });
  checkIds("forbiddenRowIds", "row", problem.forbiddenRowIds ?? [], rows, faults);
}

function checkPins({ pinned, requests, model, forbiddenRowIds }: PlacementProblem, faults: Faults): void {
  if (!pinned?.length) return;
  const byId = new Map(requests.map((request) => [request.id, request]));
  const rows = new Map(model.rows.map((row) => [row.id, row]));
  const rowOf = new Map(model.groups.map((group) => [group.id, group.rowId]));
  const seen = new Set<string>();
  pinned.forEach(({ requestId, rowId, racks }, i) => {
    const path = `pinned[${i}]`;
    const request = byId.get(requestId);
    if (!request) faults.push({ path: `${path}.requestId`, message: `request ${requestId} does not exist` });
    if (seen.has(requestId))
      faults.push({ path: `${path}.requestId`, message: `request ${requestId} is pinned twice` });
    seen.add(requestId);
    const row = rows.get(rowId);
    if (!row) faults.push({ path: `${path}.rowId`, message: `row ${rowId} does not exist` });
    let sum = 0;
    for (const [group, count] of Object.entries(racks)) {
      const own = `${path}.racks[${JSON.stringify(group)}]`;
      if (rowOf.get(group) !== rowId) faults.push({ path: own, message: `group ${group} is not in row ${rowId}` });
      if (!Number.isInteger(count) || count < 1)
        faults.push({ path: own, message: `is ${count}, expected a whole number of at least 1` });
      sum += count;
    }
    if (request && sum !== request.racks)
      faults.push({ path: `${path}.racks`, message: `are ${sum} in all, but ${requestId} has ${request.racks}` });
    if (!request || !row) return;
    const isAllowed =
      (request.allowedRowIds?.includes(rowId) ?? true) &&
      (request.allowedRoomIds?.includes(row.roomId) ?? true) &&
      !request.forbiddenRowIds?.includes(rowId) &&
      !forbiddenRowIds?.includes(rowId);
    if (!isAllowed) faults.push({ path: `${path}.rowId`, message: `${requestId} may not use row ${rowId}` });
  });
}

/** Everything that is wrong with a problem besides its topology and what stands in it. Paths are those of PlacementProblem. */
export function problemFaults(problem: PlacementProblem): ProblemFault[] {
  const faults: Faults = [];
  const rules = new RuleCheck();
  problem.placed.forEach((p, i) => {
    checkDemand(`placed[${i}]`, { ...p, racks: 1 }, faults);
    rules.check(`placed[${i}]`, p, faults);
  });
  problem.history.forEach((h, i) => {
    checkDemand(`history[${i}]`, h, faults);
  });
  checkRequests(problem, rules, faults);
  checkPins(problem, faults);
  if (!Number.isInteger(problem.batchSize) || problem.batchSize < 1)
    faults.push({ path: "batchSize", message: `is ${problem.batchSize}, expected a whole number of at least 1` });
  return faults;
}

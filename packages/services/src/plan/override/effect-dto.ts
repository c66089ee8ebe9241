import type { WithheldPrice } from "@headroom/contracts/explanation";
import type { OverrideEffect, OverridePlace } from "@headroom/contracts/override";
import { explainSplit } from "@headroom/core/planning/placement/explain";
import { toCheck, toRow } from "../../placement/certificate";
import type { OpenFloor } from "../../placement/floors";
import { namesOf } from "../../placement/names";
import { certificateOf } from "../../request/dto";
import type { Effect } from "./effect";
import { askOf, type Lot, ruleAgainst, type Scene } from "./scene";

export function placeOf({ snapshot }: OpenFloor, rowId: string): OverridePlace {
  const names = namesOf(snapshot);
  return { rowId: Number(rowId), row: names.row(rowId), room: names.roomOf(rowId), datacenter: snapshot.code };
}

const sameSplit = (a: Lot, b: Lot): boolean =>
  a.rowId === b.rowId &&
  Object.keys({ ...a.racks, ...b.racks }).every((id) => (a.racks[id] ?? 0) === (b.racks[id] ?? 0));

/** The effect in the words of the border. */
export function effectDto(scene: Scene, effect: Effect): OverrideEffect {
  const { moved, floors } = scene;
  const { to, here, there, certificate } = effect;
  const floor = floors.get(to.datacenterId)!;
  const placed = (lot: Lot) => placeOf(floors.get(lot.datacenterId)!, lot.rowId);
  const what = ({ request, count }: Pick<Lot, "request" | "count">) => ({
    requestId: request.id,
    title: request.title,
    racks: count,
    rackType: request.rackType,
  });
  return {
    ...what(moved),
    from: moved.lot && placed(moved.lot),
    to: placed(to),
    fits: certificate.fits,
    unchanged: moved.lot !== null && sameSplit(moved.lot, to),
    groups: groupsOf(scene, effect),
    certificate: toRow(namesOf(floor.snapshot), certificate),
    score:
      here && there
        ? {
            here: here.total,
            there: there.total,
            terms: here.terms.map((t, i) => ({ term: t.term, here: t.value, there: there.terms[i]?.value ?? 0 })),
          }
        : null,
    cost: costOf(effect),
    limits: certificate.fits ? limitsOf(scene, effect) : [],
    displaced: effect.displaced.map((d) => ({
      ...what(d.from),
      from: placed(d.from),
      to: d.to && placed(d.to),
      cost: d.cost,
    })),
    fitsThen: effect.fitsThen.map(({ request, racks }) => ({ requestId: request.id, title: request.title, racks })),
    rule: ruleAgainst(scene.rules, to.rowId, moved.request.family),
    withheld: withheldOf(scene),
  };
}

/** Points dearer than where it stands; of one that stands nowhere, what those that give way pay. */
const costOf = ({ here, there, displaced }: Effect): number =>
  here && there ? there.total - here.total : displaced.reduce((sum, d) => sum + (d.cost ?? 0), 0);

/** What the policy expects of its room, where it kept the request back. */
function withheldOf({ moved, facts }: Scene): WithheldPrice | null {
  const planned = facts.planned.find((p) => p.requestId === moved.request.id);
  const withheld = moved.lot === null ? certificateOf(planned?.certificate)?.withheld : undefined;
  return withheld ? { reward: withheld.reward, expectedLoss: withheld.expectedLoss } : null;
}

/** The target row's groups: what it may take there, once what has to give way has done so, and what it would take. */
function groupsOf(scene: Scene, { to, before, after }: Effect): OverrideEffect["groups"] {
  const { snapshot, dc } = scene.floors.get(to.datacenterId)!;
  const names = namesOf(snapshot);
  const { lot } = scene.moved;
  const isIn = (id: string, one: Lot | null) => (one?.rowId === to.rowId ? (one.racks[id] ?? 0) : 0);
  return snapshot.model.groups
    .filter((group) => group.rowId === to.rowId)
    .map(({ id }) => {
      const at = dc.groupIndex.get(id)!;
      const now = before.get(to.datacenterId)!.freeInGroup(at) + isIn(id, lot);
      const then = after === before ? now : after.get(to.datacenterId)!.freeInGroup(at) + isIn(id, to);
      return { id, name: names.group(id), free: Math.max(0, now, then), racks: to.racks[id] ?? 0 };
    });
}

/** Every limit of the row left and of the row chosen, with what is left of it before and after. Least left first. */
function limitsOf(scene: Scene, { to, before, after }: Effect): OverrideEffect["limits"] {
  const { floors } = scene;
  const { lot: moved } = scene.moved;
  const both = moved === null || moved.datacenterId === to.datacenterId;
  const limits = new Map<string, OverrideEffect["limits"][number]>();
  for (const lot of moved ? [moved, to] : [to]) {
    const { snapshot, dc } = floors.get(lot.datacenterId)!;
    const names = namesOf(snapshot);
    const checks = (loads: typeof before) =>
      (explainSplit(dc, loads.get(lot.datacenterId)!, askOf(lot), lot.rowId, lot.racks)?.checks ?? []).map((check) => ({
        key: [lot.datacenterId, check.limit, check.subjectKind, check.subjectId, check.failedTopId].join(" "),
        ...toCheck(names, check),
      }));
    const then = new Map(checks(after).map((check) => [check.key, check]));
    for (const { key, limit, subject, failed, unit, capacity, left } of checks(before)) {
      const left2 = then.get(key)?.left ?? left;
      const name = both ? subject : `${snapshot.code} ${subject}`;
      limits.set(key, { limit, subject: name, failed, unit, capacity: capacity ?? 0, before: left, after: left2 });
    }
  }
  const share = (l: OverrideEffect["limits"][number]) => (l.capacity > 0 ? l.after / l.capacity : l.after);
  return [...limits.values()].sort((a, b) => share(a) - share(b));
}

import type {
  Certificate,
  LimitCheck,
  PlacementDecision,
  PlacementReason,
  RowCertificate,
} from "@headroom/core/planning/placement/types";
import type { SeedDatacenter } from "./topology";

/** Codes by id, for explanations that people read. */
export class Names {
  private readonly codes = new Map<string, string>();
  private readonly roomOfRow = new Map<string, string>();

  constructor({ rooms, model }: SeedDatacenter) {
    for (const room of rooms) {
      for (const d of room.devices) this.codes.set(`device/${d.id}`, d.code);
      for (const z of room.zones) this.codes.set(`coolingZone/${z.id}`, z.code);
      for (const r of room.rows) {
        this.codes.set(`row/${r.id}`, r.code);
        this.roomOfRow.set(String(r.id), room.code);
      }
    }
    for (const g of model.groups)
      this.codes.set(`group/${g.id}`, `${this.of("row", g.rowId)} ${"ab"[Number(g.id.at(-1)) - 1] ?? ""}`.trim());
  }

  of(kind: "row" | "group" | "coolingZone" | "device", id: string): string {
    return this.codes.get(`${kind}/${id}`) ?? id;
  }

  room(rowId: string): string {
    return this.roomOfRow.get(rowId)!;
  }
}

const limitName = (limit: LimitCheck["limit"]) => (limit === "positions" ? "space" : limit);
const unitName = (limit: LimitCheck["limit"]) =>
  limit === "positions" ? "positions" : limit === "tags" ? "tags" : "W";

function checkOf(c: LimitCheck, names: Names) {
  return {
    limit: limitName(c.limit),
    subject: names.of(c.subjectKind, c.subjectId),
    failed: c.failedTopId === undefined ? null : names.of("device", c.failedTopId),
    asked: c.asked,
    left: c.left,
    margin: c.margin,
    unit: unitName(c.limit),
    ok: c.margin >= 0,
  };
}

const rowOf = (r: RowCertificate, names: Names) => ({
  row: names.of("row", r.rowId),
  room: names.room(r.rowId),
  fits: r.fits,
  checks: r.checks.slice(0, 6).map((c) => checkOf(c, names)),
});

function relaxationsOf({ relaxation }: Certificate, names: Names) {
  if (relaxation === null) return [];
  return relaxation.changes.map((c) => ({
    limit: limitName(c.limit),
    subject: names.of(c.subjectKind, c.subjectId),
    failed: c.failedTopId === undefined ? null : names.of("device", c.failedTopId),
    by: c.amount,
    unit: unitName(c.limit),
    row: names.of("row", relaxation.rowId),
    verified: true,
  }));
}

function chosenOf({ score, runnerUp }: PlacementReason, names: Names) {
  const terms = (list: PlacementReason["difference"]) =>
    Object.fromEntries(list.map(({ term, value }) => [term, value]));
  return {
    row: names.of("row", score.rowId),
    groups: Object.fromEntries(Object.entries(score.racks).map(([id, n]) => [names.of("group", id), n])),
    score: score.total,
    terms: terms(score.terms),
    runnerUp:
      runnerUp === null
        ? null
        : { row: names.of("row", runnerUp.rowId), score: runnerUp.total, terms: terms(runnerUp.terms) },
    nextLimit: null,
  };
}

/** A decision as plans keep it: the shape `requestCertificate` of packages/contracts. */
export function certificateOf(decision: PlacementDecision, datacenter: SeedDatacenter) {
  const names = new Names(datacenter);
  if (decision.kind === "placed")
    return {
      outcome: "placed" as const,
      datacenter: datacenter.code,
      rowsByLimit: {},
      nearest: [],
      relaxations: [],
      chosen: chosenOf(decision.why, names),
    };
  const { certificate } = decision;
  return {
    outcome: "rejected" as const,
    datacenter: datacenter.code,
    rowsByLimit: Object.fromEntries(
      Object.entries(certificate.rowsByLimit).map(([limit, n]) => [limitName(limit as LimitCheck["limit"]), n]),
    ),
    nearest: certificate.bestRows.map((r) => rowOf(r, names)),
    relaxations: relaxationsOf(certificate, names),
    chosen: null,
  };
}

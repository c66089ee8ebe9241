import type { Template, Wave } from "./types";

export type TemplateFault =
  | { readonly kind: "empty" }
  | { readonly kind: "duplicate"; readonly stage: string }
  | { readonly kind: "unknown"; readonly stage: string; readonly names: string }
  | { readonly kind: "circle"; readonly stages: readonly string[] }
  | { readonly kind: "attempts"; readonly stage: string; readonly got: number }
  | { readonly kind: "gate_twice"; readonly stage: string };

/** Everything that is wrong with a template. */
export function templateFaults({ stages, gates, handsOverAfter }: Template): TemplateFault[] {
  const keys = new Set(stages.map((s) => s.key));
  const faults: TemplateFault[] = stages.length === 0 ? [{ kind: "empty" }] : [];
  stages.forEach(({ key, needs, retry }, index) => {
    if (stages.findIndex((s) => s.key === key) !== index) faults.push({ kind: "duplicate", stage: key });
    for (const name of needs) if (!keys.has(name)) faults.push({ kind: "unknown", stage: key, names: name });
    if (!Number.isInteger(retry.attempts) || retry.attempts < 1)
      faults.push({ kind: "attempts", stage: key, got: retry.attempts });
  });
  gates.forEach(({ after }, index) => {
    if (!keys.has(after)) faults.push({ kind: "unknown", stage: "gate", names: after });
    if (gates.findIndex((g) => g.after === after) !== index) faults.push({ kind: "gate_twice", stage: after });
  });
  if (stages.length > 0 && !keys.has(handsOverAfter))
    faults.push({ kind: "unknown", stage: "handover", names: handsOverAfter });
  const left = stagesInOrder(stages).circle;
  if (left.length > 0) faults.push({ kind: "circle", stages: left });
  return faults;
}

/** Stages so that each comes after those it needs, otherwise as given; `circle`: those that never can. O(stages x needs). */
export function stagesInOrder(stages: Template["stages"]): {
  readonly order: Template["stages"];
  readonly circle: readonly string[];
} {
  const known = new Set(stages.map((s) => s.key));
  const done = new Set<string>();
  const order: Template["stages"][number][] = [];
  let left = [...stages];
  for (;;) {
    const next = left.find((s) => s.needs.every((key) => done.has(key) || !known.has(key)));
    if (!next) return { order, circle: left.map((s) => s.key) };
    order.push(next);
    done.add(next.key);
    left = left.filter((s) => s !== next);
  }
}

/** All stages that a stage comes after, and itself. */
export function upTo(stages: Template["stages"], key: string): Set<string> {
  const found = new Set([key]);
  for (const name of found) for (const need of stages.find((s) => s.key === name)?.needs ?? []) found.add(need);
  return found;
}

/**
 * The gate at which waves would wait for ever if one of them had racks of one service in two fault domains: all are to go down before it, and none
 * comes up but behind it. Null: there is none, and waves may be mixed.
 */
export function gateWhileDown({ stages, gates }: Template): string | null {
  const up = stages.filter((s) => s.bringsUp);
  if (up.length === 0) return null;
  const gate = gates.find(({ after }) => {
    const before = upTo(stages, after);
    const goesDown = stages.some((s) => s.takesDown && before.has(s.key));
    return goesDown && up.every((s) => s.key !== after && !before.has(s.key));
  });
  return gate?.after ?? null;
}

export interface WaveFault {
  readonly wave: number;
  readonly service: string;
  readonly faultDomains: readonly string[];
  /** The gate that would never open. */
  readonly gate: string;
}

/** Waves that could never pass a gate, as they would have to take down one service in two fault domains. */
export function waveFaults(template: Template, waves: readonly Wave[]): WaveFault[] {
  const gate = gateWhileDown(template);
  if (gate === null) return [];
  return waves.flatMap(({ subjects }, wave) =>
    [...new Set(subjects.flatMap((s) => s.services))].flatMap((service) => {
      const own = subjects.filter((s) => s.services.includes(service));
      const faultDomains = [...new Set(own.map((s) => s.faultDomain))];
      return faultDomains.length > 1 ? [{ wave, service, faultDomains, gate }] : [];
    }),
  );
}

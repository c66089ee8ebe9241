import type { ImportReport } from "@headroom/contracts/imports";
import { checkProposal } from "@headroom/core/topology/proposal/check";
import { nounKinds, nounsOf } from "@headroom/core/topology/proposal/references";
import type { ImportProposal, NounKind } from "@headroom/core/topology/proposal/types";
import type { ImportReading, KnownNouns, Obstacle } from "../ports/imports";
import { adoptedWords } from "./adopted";
import type { Settled } from "./settled";

/** What a proposal would do, as data: counts by noun, what was refused, what was assumed. */
export function reportOf(
  reading: ImportReading,
  settled: Settled | null,
  obstacles: readonly Obstacle[],
  source: string,
): ImportReport {
  const { proposal } = reading;
  const known: KnownNouns = settled?.known ?? new Map();
  const problems = proposal ? checkProposal(proposal) : [];
  return {
    counts: [...countsOf(reading, settled), ...countedObjects(reading, settled)],
    rejected: [
      ...reading.rejected,
      ...problems.map(({ rule, key, detail }) => ({
        file: source,
        line: 0,
        column: rule,
        value: key,
        expected: "things that fit together",
        advice: detail,
      })),
      ...obstacles.map((obstacle) => refused(obstacle, source)),
    ],
    assumptions: (proposal?.assumptions ?? []).map(({ id, kind, subject, what, value, why, count, option }) => ({
      id,
      kind,
      subject,
      what,
      value,
      why,
      count,
      option,
    })),
    conflicts: [...(settled?.conflicts ?? [])],
    adopted: adoptedWords(settled?.adopted ?? null),
    warnings: [...reading.warnings, ...(proposal ? notices(proposal, known) : [])],
  };
}

const OBSTACLES: Readonly<Record<Obstacle["why"], readonly [field: string, expected: string, advice: string]>> = {
  code_taken: [
    "code",
    "a code that nothing else in the inventory has",
    "rename it in the source, or what has the code in Headroom",
  ],
  position_taken: [
    "position",
    "a position that nobody else has",
    "a plan, a reservation or another rack has it: give it back, or move the rack in the source",
  ],
  name_taken: [
    "name",
    "a name that no other device of the rack has",
    "rename it in the source, or what has the name in Headroom",
  ],
  units_taken: [
    "units",
    "units of the rack that nothing else in Headroom takes",
    "move one of the two, in the source or in Headroom",
  ],
};

function refused({ kind, value, why }: Obstacle, file: string): ImportReport["rejected"][number] {
  const [field, expected, advice] = OBSTACLES[why];
  return { file, line: 0, column: `${kind}.${field}`, value, expected, advice };
}

function countsOf({ proposal, counts }: ImportReading, settled: Settled | null): ImportReport["counts"] {
  const written = new Set(
    settled ? nounKinds.flatMap((noun) => nounsOf[noun](settled.proposal).map(({ key }) => `${noun} ${key}`)) : [],
  );
  const read = new Map(counts.map((count) => [count.noun, count]));
  const listed = nounKinds.flatMap((noun) => {
    const row = { noun, read: read.get(noun)?.read ?? 0, create: 0, update: 0, same: 0, rejected: 0 };
    row.rejected = read.get(noun)?.rejected ?? 0;
    for (const { key, ref } of proposal ? nounsOf[noun](proposal) : []) {
      const before = settled?.known.get(noun)?.get(key);
      if (!before && written.has(`${noun} ${key}`)) row.create++;
      else if (!before || before.digest === ref.digest) row.same++;
      else row.update++;
    }
    return row.read + row.create + row.update + row.same + row.rejected > 0 ? [row] : [];
  });
  const others = counts.filter(({ noun }) => !nounKinds.some((kind) => kind === noun));
  return [...listed, ...others.map((count) => ({ ...count, create: 0, update: 0, same: 0 }))];
}

/** The source's things as they are kept for exports. */
function countedObjects({ proposal }: ImportReading, settled: Settled | null): ImportReport["counts"] {
  const objects = proposal?.objects;
  if (objects === undefined) return [];
  const row = { noun: "netbox_object", read: objects.length, create: 0, update: 0, same: 0, rejected: 0 };
  for (const { kind, externalId, digest } of objects) {
    const before = settled?.objects.get(`${kind}/${externalId}`);
    if (before === undefined) row.create++;
    else if (before.has(digest)) row.same++;
    else row.update++;
  }
  return [row];
}

/** What a person should know and need not do anything about. */
function notices(proposal: ImportProposal, known: KnownNouns): string[] {
  const out: string[] = [];
  for (const { key, code } of proposal.regions)
    if (known.get("region")?.get(key)?.adopted) out.push(`region ${code} exists: its datacenters join it`);
  for (const { key, code } of proposal.families)
    if (known.get("hardware_family")?.get(key)?.adopted) out.push(`family ${code} exists: its types join it`);
  for (const kind of nounKinds) {
    const proposed = new Set(nounsOf[kind](proposal).map((n) => n.key));
    const gone = [...(known.get(kind)?.keys() ?? [])].filter((key) => !proposed.has(key) && isOf(kind, key, proposal));
    if (gone.length > 0)
      out.push(`${gone.length} x ${kind} of an earlier import are no longer in the files: they stay as they are`);
  }
  return out;
}

/** A source may hold several datacenters, imported one by one: only those that this proposal is about can lack something. */
function isOf(kind: NounKind, key: string, { datacenters, source }: ImportProposal): boolean {
  if (source !== "placement-instance") return true;
  return kind !== "request" && datacenters.some((d) => key === d.key || key.startsWith(`${d.key}/`));
}

import type { ImportReport } from "@headroom/contracts/imports";
import { canonical, digest } from "@headroom/core/foundation/digest";
import { nounKinds, nounsOf } from "@headroom/core/topology/proposal/references";
import type { ImportProposal, NounKind, ProposedNoun, SourceObject } from "@headroom/core/topology/proposal/types";
import type { KnownNoun, KnownNouns, NetboxAdopted, NetboxNow, Renumbering } from "../ports/imports";

/** What is known under the numbers of NetBox, and what has to be written so that it stays so. */
export interface Renamed {
  readonly known: KnownNouns;
  readonly renumbering: Renumbering;
}

/**
 * Puts what earlier forms brought under the keys that it has in what is read now. `now`: what an import of the things under their new numbers
 * proposes; `current`: what one of an export would. A noun that is as it was read is so under its new key, too; where the numbers stand in what it says (codes that repeat), or forms say
 * less of it (types of custom fields), that alone is new.
 */
export function renamed(
  known: KnownNouns,
  { objects, before, renamedKey }: NetboxAdopted,
  { before: now, now: current }: Pick<NetboxNow, "before" | "now">,
  stored: readonly SourceObject[],
): Renamed {
  const references: Renumbering["references"][number][] = [];
  const all = new Map([...known].map(([kind, nouns]) => [kind, new Map(nouns)]));
  for (const kind of nounKinds) {
    const ofKind = all.get(kind);
    const [was, is, here] = [before, now, current].map((one) => nouns(kind, one));
    for (const [key, noun] of known.get(kind) ?? []) {
      const to = renamedKey(key);
      const [said, says] = [was?.get(to), is?.get(to)];
      if (noun.adopted || (to === key && said?.ref.digest === says?.ref.digest)) continue;
      const other = to === key ? undefined : known.get(kind)?.get(to);
      const isOther = other !== undefined && !other.adopted;
      const asRead = said !== undefined && says !== undefined && said.ref.digest === noun.digest;
      references.push({ kind, from: key, to: isOther ? null : to, digest: asRead ? says.ref.digest : noun.digest });
      ofKind?.delete(key);
      if (!isOther) ofKind?.set(to, asRead ? underNewKey(noun, kind, said, says, here?.get(to)) : noun);
    }
  }
  const at = (one: SourceObject) => `${one.kind}/${one.externalId}`;
  const [old, next] = [stored, objects].map((list) => new Map(list.map((one) => [at(one), one.digest])));
  return {
    known: all,
    renumbering: {
      references,
      gone: stored.filter((one) => next?.get(at(one)) !== one.digest),
      written: objects.filter((one) => old?.get(at(one)) !== one.digest),
    },
  };
}

function underNewKey(
  noun: KnownNoun,
  kind: NounKind,
  said: ProposedNoun,
  says: ProposedNoun,
  here: ProposedNoun | undefined,
): KnownNoun {
  if (content(kind, said) === content(kind, says)) return { ...noun, digest: says.ref.digest };
  const notes = ({ tags, customFields }: ProposedNoun) => canonical([tags ?? null, customFields ?? null]);
  // notes that people have changed here stay theirs
  const theirs =
    here && notes(here) !== notes(said) ? [{ ...said, tags: says.tags, customFields: says.customFields }] : [];
  return { ...noun, digest: "", said: [said, ...theirs] };
}

/** Orders that come from numbers alone: no source says them, and people see no change in them. */
const ORDERS: ReadonlySet<string> = new Set(["sequence", "number"]);

const content = (kind: NounKind, noun: ProposedNoun): string =>
  digest([kind, Object.fromEntries(Object.entries(noun).filter(([name]) => name !== "ref" && !ORDERS.has(name)))]);

const nouns = (kind: NounKind, proposal: ImportProposal | null): ReadonlyMap<string, ProposedNoun> =>
  new Map(proposal === null ? [] : nounsOf[kind](proposal).map((one) => [one.key, one]));

const NAMES = 20;

/** What is said of it before anything is written: how many of each kind, and what some are called. */
export function adoptedWords(adopted: NetboxAdopted | null): NonNullable<ImportReport["adopted"]> {
  const found = new Map<string, { noun: string; count: number; names: string[] }>();
  for (const { kind, name } of adopted?.adoptions ?? []) {
    const one = found.get(kind) ?? { noun: kind, count: 0, names: [] };
    one.count += 1;
    if (name !== "" && one.names.length < NAMES) one.names.push(name);
    found.set(kind, one);
  }
  return [...found.values()];
}

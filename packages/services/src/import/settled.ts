import type { ImportProposal, NounKind, ProposedNoun } from "@headroom/core/topology/proposal/types";
import type { Ports } from "../ports";
import type { KnownNoun, KnownNouns } from "../ports/imports";
import type { Repositories } from "../ports/repositories";
import { nounsOf } from "./report";

/** What is known of a proposal's nouns and of its source's things. */
export interface Settled {
  readonly known: KnownNouns;
  /** Digests under which a thing of the source says nothing new, by table and number. */
  readonly objects: ReadonlyMap<string, ReadonlySet<string>>;
}

/**
 * Nouns that exist already. One that the source says as it said it before is the same, whatever people have made of it here since; and
 * so is one that the source says now as the inventory does: an export that comes back changes nothing.
 */
export async function settle(
  ports: Ports,
  { imports }: Pick<Repositories, "imports">,
  proposal: ImportProposal,
  today: string,
): Promise<Settled> {
  const known = await imports.known(proposal);
  const stored = proposal.objects === undefined ? [] : await imports.objects(proposal.source);
  const objects = new Map(stored.map((one) => [`${one.kind}/${one.externalId}`, new Set([one.digest])]));
  if (stored.length === 0) return { known, objects };
  const inventory = await imports.current(proposal.source, null, today);
  const { before, now } = ports.importers.netboxNow(inventory, stored, proposal.options ?? {});
  for (const { kind, externalId, digest } of now?.objects ?? []) {
    const key = `${kind}/${externalId}`;
    objects.set(key, new Set([...(objects.get(key) ?? []), digest]));
  }
  if (before === null || now === null) return { known, objects };
  const merged = new Map<NounKind, ReadonlyMap<string, KnownNoun>>();
  for (const [kind, ofKind] of known) {
    const [was, is, proposed] = [before, now, proposal].map((one) => digests(nounsOf[kind](one)));
    const settled = [...ofKind].map(([key, noun]): [string, KnownNoun] => {
      const wanted = proposed!.get(key);
      // other options than those of then make another proposal of the same things: that has to be written
      const same = !noun.adopted && was!.get(key) === noun.digest && wanted !== undefined && is!.get(key) === wanted;
      return [key, same ? { ...noun, digest: wanted } : noun];
    });
    merged.set(kind, new Map(settled));
  }
  return { known: merged, objects };
}

const digests = (nouns: readonly ProposedNoun[]): ReadonlyMap<string, string> =>
  new Map(nouns.map(({ key, ref }) => [key, ref.digest]));

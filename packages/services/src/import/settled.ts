import type { ImportConflict } from "@headroom/contracts/imports";
import { digest } from "@headroom/core/foundation/digest";
import { nounKinds, nounsOf, referencesOf } from "@headroom/core/topology/proposal/references";
import type { ImportProposal, NounKind, ProposedNoun } from "@headroom/core/topology/proposal/types";
import type { Ports } from "../ports";
import type { KnownNoun, KnownNouns, NetboxAdopted, NetboxNow, Renumbering } from "../ports/imports";
import type { Repositories } from "../ports/repositories";
import { renamed } from "./adopted";
import { type Choices, settlePlaces } from "./places";

/** What is known of a proposal's nouns and of its source's things. */
export interface Settled {
  readonly known: KnownNouns;
  /** The proposal without what an export makes up and nothing new needs, such as positions of racks that stand on other ones here. */
  readonly proposal: ImportProposal;
  /** Digests under which a thing of the source says nothing new, by table and number. */
  readonly objects: ReadonlyMap<string, ReadonlySet<string>>;
  readonly conflicts: readonly ImportConflict[];
  /** Things of earlier forms that this import has by their own numbers; null: none. */
  readonly adopted: NetboxAdopted | null;
  /** What has to be put under other numbers before the proposal is written. */
  readonly renumbering: Renumbering | null;
}

type Nouns = ReadonlyMap<string, ProposedNoun>;
type ByKind = ReadonlyMap<NounKind, Nouns>;

/**
 * Nouns that exist already. One that the source says as it said it before is the same, whatever people have made of it here since; and
 * so is one that the source says now as the inventory does: an export that comes back changes nothing. What people have made here is
 * known by what an export calls it. Where both have said something new, `choices` tell which stays.
 */
export async function settle(
  ports: Ports,
  { imports }: Pick<Repositories, "imports">,
  proposal: ImportProposal,
  today: string,
  choices: Choices = {},
): Promise<Settled> {
  const there = await imports.known(proposal);
  const incoming = proposal.objects;
  const nothing = { conflicts: [], adopted: null, renumbering: null };
  if (incoming === undefined) return { known: withRevived(there, proposal), proposal, objects: new Map(), ...nothing };
  const read = await imports.objects(proposal.source);
  const options = proposal.options ?? {};
  const adopted = ports.importers.netboxAdopted(read, options, incoming);
  const stored = adopted?.objects ?? read;
  const here = await imports.current(proposal.source, null, today);
  const inventory = adopted?.renamed(here) ?? here;
  const found = ports.importers.netboxNow(inventory, stored, options, incoming);
  const named = adopted ? renamed(there, adopted, found, read) : null;
  const known = named?.known ?? there;
  const renumbering = named?.renumbering ?? null;
  const objects = new Map(stored.map((one) => [`${one.kind}/${one.externalId}`, new Set([one.digest])]));
  for (const { kind, externalId, digest } of found.now?.objects ?? []) {
    const key = `${kind}/${externalId}`;
    objects.set(key, new Set([...(objects.get(key) ?? []), digest]));
  }
  if (found.now === null)
    return { known: withRevived(known, proposal), proposal, objects, conflicts: [], adopted, renumbering };
  const [was, is, wanted] = [found.before, found.now, proposal].map(byKind) as [ByKind, ByKind, ByKind];
  const linked = withMade(sameAsNow(known, was, is, wanted), found.made, is, wanted);
  const sides = { before: found.before, now: found.now, wanted: proposal };
  const conflicts = settlePlaces(linked, sides, inventory, found.made, choices);
  const merged = withRevived(linked, proposal);
  return { known: merged, proposal: withoutMadeUp(proposal, merged, is), objects, conflicts, adopted, renumbering };
}

function byKind(proposal: ImportProposal | null): ByKind {
  if (proposal === null) return new Map();
  return new Map(nounKinds.map((kind) => [kind, new Map(nounsOf[kind](proposal).map((one) => [one.key, one]))]));
}

/** What an import said and what is here now are held together, noun by noun. */
function sameAsNow(known: KnownNouns, was: ByKind, is: ByKind, wanted: ByKind): Map<NounKind, Map<string, KnownNoun>> {
  const settled = ([key, noun]: [string, KnownNoun], kind: NounKind): [string, KnownNoun] => {
    const [before, now, proposed] = [was, is, wanted].map((one) => one.get(kind)?.get(key));
    // it was put under another number: what its source said of it then is said already
    if (noun.said) return [key, now ? { ...noun, said: [...noun.said, now] } : noun];
    // other options than those of then make another proposal of the same things: all of that has to be written
    if (noun.adopted || before === undefined || before.ref.digest !== noun.digest) return [key, noun];
    if (proposed && now && proposed.ref.digest === now.ref.digest) return [key, { ...noun, digest: now.ref.digest }];
    return [key, { ...noun, said: now ? [before, now] : [before] }];
  };
  return new Map([...known].map(([kind, nouns]) => [kind, new Map([...nouns].map((one) => settled(one, kind)))]));
}

const content = (kind: NounKind, noun: ProposedNoun): string => {
  const { ref, ...fields } = noun as ProposedNoun & Readonly<Record<string, unknown>>;
  // a row that people have made keeps its order: a source knows nothing of it
  return digest({ ...fields, [kind === "row" ? "sequence" : "ref"]: null });
};

/** What people have made here is what the source calls so. Positions are another matter: see settlePlaces. */
function withMade(
  known: Map<NounKind, Map<string, KnownNoun>>,
  made: NetboxNow["made"],
  is: ByKind,
  wanted: ByKind,
): Map<NounKind, Map<string, KnownNoun>> {
  for (const { kind, key, localId } of made) {
    const [said, proposed] = [is, wanted].map((one) => one.get(kind)?.get(key));
    const ofKind = known.get(kind);
    const before = ofKind?.get(key);
    if (kind === "position" || !said || !proposed || !ofKind || (before && !before.adopted)) continue;
    if (content(kind, said) === content(kind, proposed))
      ofKind.set(key, { localId, digest: proposed.ref.digest, adopted: true });
    else ofKind.set(key, { localId, digest: said.ref.digest, adopted: false, said: [said] });
  }
  return known;
}

/** What was deleted here comes into being again where the source says something new of it, or something that is written needs it. */
function withRevived(known: KnownNouns, proposal: ImportProposal): KnownNouns {
  const left = new Map([...known].map(([kind, nouns]) => [kind, new Map(nouns)]));
  const wanted = byKind(proposal);
  const revive = (kind: NounKind, noun: ProposedNoun): void => {
    for (const [of, key] of referencesOf(kind, noun)) {
      const target = wanted.get(of)?.get(key);
      if (target === undefined || !left.get(of)?.get(key)?.gone) continue;
      left.get(of)?.delete(key);
      revive(of, target);
    }
  };
  for (const kind of nounKinds) {
    for (const noun of nounsOf[kind](proposal)) {
      const before = left.get(kind)?.get(noun.key);
      if (before?.digest === noun.ref.digest) continue;
      if (before?.gone) left.get(kind)?.delete(noun.key);
      revive(kind, noun);
    }
  }
  return left;
}

/** Takes out what is said just as an export would make it up, unless something that will be written refers to it. */
function withoutMadeUp(proposal: ImportProposal, known: KnownNouns, is: ByKind): ImportProposal {
  // a row that no location stands for is there for the positions in it alone
  const isMadeUp = (kind: NounKind, { key, ref, provenance }: ProposedNoun) =>
    !known.get(kind)?.has(key) &&
    (is.get(kind)?.get(key)?.ref.digest === ref.digest || (kind === "row" && provenance === "assumed"));
  const wanted = byKind(proposal);
  const needed = new Set<string>();
  const need = (kind: NounKind, noun: ProposedNoun, said: readonly ProposedNoun[] = []): void => {
    const stays = new Set(said.flatMap((one) => referencesOf(kind, one).map(String)));
    for (const reference of referencesOf(kind, noun)) {
      const [of, key] = reference;
      const target = wanted.get(of)?.get(key);
      if (stays.has(String(reference)) || needed.has(String(reference)) || !target || !isMadeUp(of, target)) continue;
      needed.add(String(reference));
      need(of, target);
    }
  };
  for (const kind of nounKinds) {
    for (const noun of nounsOf[kind](proposal)) {
      const before = known.get(kind)?.get(noun.key);
      if (before ? before.digest !== noun.ref.digest : !isMadeUp(kind, noun)) need(kind, noun, before?.said);
    }
  }
  const written = <T extends ProposedNoun>(kind: NounKind, list: readonly T[]): readonly T[] =>
    list.filter((noun) => !isMadeUp(kind, noun) || needed.has(`${kind},${noun.key}`));
  return {
    ...proposal,
    regions: written("region", proposal.regions),
    zones: written("zone", proposal.zones),
    datacenters: written("datacenter", proposal.datacenters),
    rooms: written("room", proposal.rooms),
    rows: written("row", proposal.rows),
    coolingZones: written("cooling_zone", proposal.coolingZones),
    powerDevices: written("power_device", proposal.powerDevices),
    positions: written("position", proposal.positions),
    families: written("hardware_family", proposal.families),
    serverTypes: written("server_type", proposal.serverTypes),
    rackTypes: written("rack_type", proposal.rackTypes),
    racks: written("rack", proposal.racks),
    servers: written("server", proposal.servers),
    unitReservations: written("rack_unit_reservation", proposal.unitReservations),
  };
}

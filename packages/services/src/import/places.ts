import type { ImportConflict } from "@headroom/contracts/imports";
import type { CurrentInventory } from "@headroom/core/topology/proposal/current";
import type {
  ImportProposal,
  NounKind,
  ProposedFeed,
  ProposedPosition,
  ProposedRack,
} from "@headroom/core/topology/proposal/types";
import type { KnownNoun, NetboxNow } from "../ports/imports";

/** What a person chose of conflicts, by their ids. */
export type Choices = Readonly<Record<string, "here" | "source">>;

type Known = Map<NounKind, Map<string, KnownNoun>>;

/** The sides of a place: what the source said before (null: nothing), what an export would say of it now, what the source says now. */
export interface PlaceSides {
  readonly before: ImportProposal | null;
  readonly now: ImportProposal;
  readonly wanted: ImportProposal;
}

/**
 * Places on which people here and the source disagree, both having said something new. What is chosen is put into `known`: `here` (what is not chosen,
 * too) takes the place as it is here for what the source says, so that nothing of it is written; `source` moves the rack to where the source
 * has it, onto a position of its own, and leaves the position free on which it stands.
 */
export function settlePlaces(
  known: Known,
  sides: PlaceSides,
  inventory: CurrentInventory,
  made: NetboxNow["made"],
  choices: Choices,
): readonly ImportConflict[] {
  const [was, is, wanted] = [sides.before, sides.now, sides.wanted].map(places);
  const madeHere = new Map(made.flatMap(({ kind, key, localId }) => (kind === "position" ? [[key, localId]] : [])));
  const madeRacks = new Map(made.flatMap(({ kind, key, localId }) => (kind === "rack" ? [[key, localId]] : [])));
  const devices = new Map(inventory.powerDevices.map(({ key, code }) => [key, code]));
  const standing = new Map(inventory.racks.map((rack) => [rack.key, rack]));
  const ours = known.get("position");
  return sides.wanted.racks.flatMap((rack): ImportConflict[] => {
    const key = rack.positionKey;
    const [said, here, there] = [was, is, wanted].map((all) => all?.positions.get(key));
    const linked = ours?.get(key);
    const localId = madeHere.get(key);
    if (!ours || !here || !there || rack.state === "retired") return [];
    if (linked && !linked.adopted) {
      // the source has known it: people here have moved it since, and the source has it in a third place
      const stands = standing.get(rack.key);
      if (!stands || stands.state === "retired" || linked.gone || linked.digest === there.position.ref.digest)
        return [];
      const isMoved = stands.positionKey !== key || said?.place !== here.place;
      if (!isMoved || [said, here].some((one) => one?.place === there.place)) return [];
    } else if (localId === undefined) return [];
    // a source that names the room alone says nothing against the row, and one that names no feeds nothing against those
    const staysPut = [here.place, here.position.roomKey].includes(there.place);
    if (staysPut && (linked !== undefined || hasFeeds(here.position, there.position))) {
      ours.set(key, sameAs(linked?.localId ?? localId!, there.position));
      return [];
    }
    const field = staysPut ? "feeds" : "place";
    const id = `${field} ${rack.key}`;
    const chosen = choices[id] ?? "here";
    if (chosen === "here") {
      ours.set(key, sameAs(linked?.localId ?? localId!, there.position));
      stayIn(known, sides, rack);
    } else if (field === "place") {
      ours.delete(key);
      move(known, rack);
    } else {
      const before = { ...here.position, number: there.position.number };
      ours.set(key, { localId: localId!, digest: "", adopted: false, said: [before] });
    }
    const stands = standing.get(rack.key) ?? standing.get(`new:${madeRacks.get(rack.key)}`);
    const fed = stands?.feedKeys.map((feed, i) => `${"AB"[i]}: ${devices.get(feed) ?? feed}`).join(", ");
    const told =
      field === "feeds"
        ? { before: said?.fed ?? null, here: fed ?? here.fed, source: there.fed }
        : { before: said?.where ?? null, here: stands?.positionKey === null ? null : here.where, source: there.where };
    return [{ id, noun: "rack", name: stands?.code ?? rack.code, field, ...told }];
  });
}

const sameAs = (localId: number, { ref }: ProposedPosition): KnownNoun => ({
  localId,
  digest: ref.digest,
  adopted: true,
});

const rackOf = ({ racks }: ImportProposal, key: string) => racks.find((one) => one.key === key);

/** Whether a position has the feeds that a source has recorded for it. */
const hasFeeds = (here: ProposedPosition, there: ProposedPosition): boolean =>
  there.feeds.every(
    ({ slot, deviceKey, provenance }) =>
      provenance !== "recorded" || here.feeds.some((feed) => feed.slot === slot && feed.deviceKey === deviceKey),
  );

/** A rack that stays where it is here stays in its datacenter, under the code that says so. */
function stayIn(known: Known, { now }: PlaceSides, rack: ProposedRack): void {
  const before = known.get("rack")?.get(rack.key);
  const is = rackOf(now, rack.key);
  if (!before || before.adopted || !is || is.datacenterKey === rack.datacenterKey) return;
  const stays: ProposedRack = { ...is, datacenterKey: rack.datacenterKey, code: rack.code };
  known.get("rack")?.set(rack.key, { ...before, said: [...(before.said ?? [is]), stays] });
}

/** The rack is written as one that moves, whatever else of it is said. */
function move(known: Known, rack: ProposedRack): void {
  const before = known.get("rack")?.get(rack.key);
  if (!before) return;
  const same = before.adopted || before.digest === rack.ref.digest;
  known.get("rack")?.set(rack.key, {
    ...before,
    ...(same ? { said: [rack] } : {}),
    ...{ digest: "", adopted: false, moves: true },
  });
}

interface Place {
  readonly position: ProposedPosition;
  /** The row, or the room where no row is recorded. */
  readonly place: string;
  readonly where: string;
  readonly fed: string;
}

function places(proposal: ImportProposal | null): { readonly positions: ReadonlyMap<string, Place> } {
  const sites = new Map(proposal?.datacenters.map((one) => [one.key, one]));
  const rooms = new Map(proposal?.rooms.map((one) => [one.key, one]));
  const rows = new Map(proposal?.rows.map((one) => [one.key, one]));
  const devices = new Map(proposal?.powerDevices.map((one) => [one.key, one]));
  const device = ({ slot, deviceKey }: ProposedFeed) => `${slot}: ${devices.get(deviceKey)?.code ?? deviceKey}`;
  return {
    positions: new Map(
      proposal?.positions.map((position) => {
        const [row, room] = [rows.get(position.rowKey), rooms.get(position.roomKey)];
        const recorded = row?.provenance === "recorded";
        const site = sites.get(room?.datacenterKey ?? "");
        const where = [site?.code ?? "", room?.name ?? position.roomKey, ...(recorded ? [row.code] : [])].join(", ");
        const fed = position.feeds.map(device).join(", ");
        return [position.key, { position, place: recorded ? position.rowKey : position.roomKey, where, fed }];
      }),
    ),
  };
}

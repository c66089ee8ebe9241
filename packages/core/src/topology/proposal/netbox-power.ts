import { MAX_INTEGER, uniqueCodes } from "./draft";
import { groupBy, type NetboxContext } from "./netbox-context";
import type { NetboxPowerFeed } from "./netbox-inventory";
import { notesOf } from "./netbox-notes";
import type { RoomsPlan } from "./netbox-rooms";
import type { ProposedFeed, ProposedPowerDevice } from "./types";

/** A position before its feeds are known. */
export interface Slot {
  readonly key: string;
  readonly roomKey: string;
  /** null: nothing stands there. */
  readonly rackId: string | null;
}

export interface PowerPlan {
  /** Parents before children. */
  readonly devices: readonly ProposedPowerDevice[];
  /** By position key. */
  readonly feeds: ReadonlyMap<string, readonly [ProposedFeed, ProposedFeed]>;
  /** What the recorded feeds of a rack let it draw: the smaller of the two, because one must carry it alone. By rack id. */
  readonly rackLimitW: ReadonlyMap<string, number>;
}

interface Panel {
  readonly key: string;
  readonly roomKey: string;
  readonly name: string;
  readonly feeds: readonly NetboxPowerFeed[];
  readonly notes: ReturnType<typeof notesOf>;
}

const feedKey = (id: string) => `feed:${id}`;
const assumedTop = (roomKey: string, slot: "A" | "B") => `${roomKey}/power:${slot}`;
const UNUSABLE = new Set(["offline", "failed", "planned"]);

/**
 * The power tree of every room and the two feeds of every position. Panels are top devices, their feeds hang from them. A rack is
 * fed by its first two usable feeds from different panels, primary ones first; whatever is missing of a pair comes from two
 * proposed top devices of the room.
 */
export function planPower(context: NetboxContext, rooms: RoomsPlan, slots: readonly Slot[]): PowerPlan {
  const { inventory, options, draft } = context;
  const panels = placePanels(context, rooms);
  const panelOfFeed = new Map(panels.flatMap((panel) => panel.feeds.map((feed) => [feed.id, panel] as const)));
  const feedsOfRack = groupBy(
    inventory.powerFeeds.filter((feed) => feed.rackId !== null),
    (feed) => feed.rackId,
  );
  const feeds = new Map<string, readonly [ProposedFeed, ProposedFeed]>();
  const rackLimitW = new Map<string, number>();
  const assumed = new Map<string, { roomKey: string; slot: "A" | "B"; positions: number }>();
  const unused: string[] = [];
  const proposed = { both: [] as string[], one: [] as string[] };
  for (const { key, roomKey, rackId } of slots) {
    const recorded = (rackId === null ? [] : (feedsOfRack.get(rackId) ?? [])).toSorted(primaryFirst);
    const pair = choosePair(recorded, (feed) => panelOfFeed.get(feed.id)?.key ?? "");
    unused.push(...recorded.filter((feed) => !pair.includes(feed)).map((feed) => feedKey(feed.id)));
    const recordedFeed = (slot: "A" | "B", feed: NetboxPowerFeed): ProposedFeed => {
      const topKey = panelOfFeed.get(feed.id)?.key ?? "";
      return { slot, deviceKey: feedKey(feed.id), topKey, provenance: "recorded" };
    };
    const assumedFeed = (slot: "A" | "B"): ProposedFeed => {
      const topKey = assumedTop(roomKey, slot);
      const top = assumed.get(topKey) ?? { roomKey, slot, positions: 0 };
      assumed.set(topKey, { ...top, positions: top.positions + 1 });
      return { slot, deviceKey: topKey, topKey, provenance: "assumed" };
    };
    const [first, second] = pair;
    const limits = pair.map((feed) => feed.powerW);
    if (first === undefined) {
      proposed.both.push(key);
      feeds.set(key, [assumedFeed("A"), assumedFeed("B")]);
    } else if (second === undefined) {
      proposed.one.push(key);
      limits.push(options.feedCapacityW);
      const primary = first.type === "primary";
      feeds.set(
        key,
        primary ? [recordedFeed("A", first), assumedFeed("B")] : [assumedFeed("A"), recordedFeed("B", first)],
      );
    } else {
      feeds.set(key, [recordedFeed("A", first), recordedFeed("B", second)]);
    }
    if (rackId !== null && first !== undefined) rackLimitW.set(rackId, Math.min(...limits));
  }
  const subject = "feeds of positions";
  const bothText = { subject, what: "both feeds from proposed top devices", why: "NetBox has no feed for the rack" };
  draft.assume("feed_pair", "two proposed feeds", bothText, proposed.both);
  const oneWhy = "NetBox has no usable second feed from another panel";
  draft.assume(
    "second_feed",
    "one proposed feed",
    { subject, what: "the second feed from a proposed top device", why: oneWhy },
    proposed.one,
  );
  const unusedWhy = "a position has two, from different panels, that are not offline, failed or planned";
  draft.assume(
    "feed_pair",
    "feeds not used",
    { subject, what: "kept in the power tree, feeding nothing", why: unusedWhy },
    unused,
  );
  const top = [...assumed].map(([key, one]) => ({ ...one, key, capacityW: one.positions * options.feedCapacityW }));
  const topText = {
    subject: "top devices",
    what: `${options.feedCapacityW} W for each position on it`,
    why: "NetBox does not say what feeds the positions of the room",
    option: "feedCapacityW",
  };
  draft.assume(
    "top_device",
    "two per room",
    topText,
    top.map(({ key }) => key),
  );
  return { devices: buildDevices(context, panels, top), feeds, rackLimitW };
}

function primaryFirst(a: NetboxPowerFeed, b: NetboxPowerFeed): number {
  return (a.type === "primary" ? 0 : 1) - (b.type === "primary" ? 0 : 1);
}

function choosePair(recorded: readonly NetboxPowerFeed[], topOf: (feed: NetboxPowerFeed) => string): NetboxPowerFeed[] {
  const usable = recorded.filter((feed) => !UNUSABLE.has(feed.status));
  const first = usable[0];
  if (first === undefined) return [];
  const second = usable.find((feed) => topOf(feed) !== topOf(first));
  return second === undefined ? [first] : [first, second];
}

/** A panel that feeds racks in several rooms becomes a device in each: a power tree is a room's. */
function placePanels({ inventory, draft }: NetboxContext, rooms: RoomsPlan): Panel[] {
  const feedsByPanel = groupBy(inventory.powerFeeds, (feed) => feed.panelId);
  const panels = inventory.powerPanels.flatMap((panel) => {
    const roomKeys = rooms.roomsOfPanel.get(panel.id) ?? [];
    const feeds = feedsByPanel.get(panel.id) ?? [];
    return roomKeys.map((roomKey, i) => ({
      key: i === 0 ? `panel:${panel.id}` : `panel:${panel.id}@${roomKey}`,
      roomKey,
      name: panel.name,
      notes: notesOf(panel),
      feeds: feeds.filter((feed) => (rooms.roomOfRack.get(feed.rackId ?? "") ?? roomKeys[0]) === roomKey),
    }));
  });
  const split = panels.filter((panel) => panel.key.includes("@"));
  const why = "they feed racks in several rooms, and a power tree belongs to one";
  draft.assume(
    "panel_split",
    "one device per room",
    { subject: "power panels", what: "split", why },
    split.map((p) => p.key),
  );
  return panels;
}

function buildDevices(
  { options, draft }: NetboxContext,
  panels: readonly Panel[],
  tops: readonly { key: string; roomKey: string; slot: "A" | "B"; capacityW: number }[],
): ProposedPowerDevice[] {
  const codes = new Map<string, string>();
  const wanted = [
    ...tops.map(({ key, roomKey, slot }) => ({ key, roomKey, code: `Assumed ${slot}`, suffix: slot })),
    ...panels.map(({ key, roomKey, name }) => ({ key, roomKey, code: name, suffix: key.replace("panel:", "") })),
    ...panels.flatMap(({ roomKey, feeds }) =>
      feeds.map((feed) => ({ key: feedKey(feed.id), roomKey, code: feed.name, suffix: `feed ${feed.id}` })),
    ),
  ];
  for (const inRoom of groupBy(wanted, (device) => device.roomKey).values()) {
    const { codes: given, changed } = uniqueCodes(inRoom);
    for (const [key, code] of given) codes.set(key, code);
    const text = {
      subject: "codes of power devices",
      what: "the id was added to the code",
      why: "names repeat in the room",
    };
    draft.assume("code", "power device #id", text, changed);
  }
  const device = (
    fields: Omit<ProposedPowerDevice, "ref" | "code" | "capacityW" | "failoverCapacityW">,
    watts: number,
  ) => {
    const capacityW = Math.min(watts, MAX_INTEGER);
    const failoverCapacityW = Math.min(Math.floor((watts * options.failoverPercent) / 100), MAX_INTEGER);
    const code = codes.get(fields.key) ?? fields.key;
    return draft.noun<ProposedPowerDevice>("power_device", { ...fields, code, capacityW, failoverCapacityW });
  };
  const top = (key: string, roomKey: string) => ({ key, roomKey, parentKey: null, topKey: key, depth: 0 });
  const devices = [
    ...tops.map(({ key, roomKey, capacityW }) =>
      device({ ...top(key, roomKey), provenance: "assumed", kind: "ups" }, capacityW),
    ),
    ...panels.map(({ key, roomKey, feeds, notes }) => {
      const watts = feeds.reduce((sum, feed) => sum + feed.powerW, 0);
      return device({ ...top(key, roomKey), provenance: "recorded", kind: "panel", ...notes }, watts);
    }),
    ...panels.flatMap(({ key: parentKey, roomKey, feeds }) =>
      feeds.map((feed) => {
        const place = { key: feedKey(feed.id), roomKey, parentKey, topKey: parentKey, depth: 1 };
        return device({ ...place, provenance: "recorded", kind: "feed", ...notesOf(feed) }, feed.powerW);
      }),
    ),
  ];
  const panelText = { subject: "power panels", what: "the sum of their feeds", why: "NetBox panels have no capacity" };
  draft.assume(
    "panel_capacity",
    "sum of feeds",
    panelText,
    panels.map((panel) => panel.key),
  );
  const failoverText = {
    subject: "power devices",
    what: "limit while another top device is down, in percent of the normal limit",
    why: "NetBox has no failover limit",
    option: "failoverPercent",
  };
  draft.assume(
    "failover_capacity",
    `${options.failoverPercent} %`,
    failoverText,
    devices.map(({ key }) => key),
  );
  return devices;
}

import type { CurrentInventory, CurrentNoun, CurrentServer } from "./current";
import type { ImportProposal, ProposedNoun, ProposedServer } from "./types";

const notes = ({ key, tags, customFields }: Omit<ProposedNoun, "ref">): CurrentNoun => ({
  key,
  tags: tags ?? [],
  customFields: customFields ?? null,
});

export const currentServer = (n: Omit<ProposedServer, "ref">): CurrentServer => ({
  ...notes(n),
  rackKey: n.rackKey,
  serverTypeKey: n.serverTypeKey,
  name: n.name,
  serial: n.serial,
  assetTag: n.assetTag,
  startU: n.startU,
  heightU: n.heightU,
  face: n.face,
  state: n.state,
  condition: n.condition,
});

/** What the inventory would be, had it only what a proposal says. */
export function currentOf(proposal: ImportProposal): CurrentInventory {
  const regionOf = new Map(proposal.zones.map((zone) => [zone.key, zone.regionKey]));
  const positions = new Map(proposal.positions.map((position) => [position.key, position]));
  const types = new Map(proposal.rackTypes.map((type) => [type.key, type]));
  return {
    regions: proposal.regions.map((n) => ({ ...notes(n), code: n.code, name: n.name, geography: n.geography })),
    datacenters: proposal.datacenters.map((n) => ({
      ...notes(n),
      regionKey: regionOf.get(n.zoneKey) ?? "",
      code: n.code,
      name: n.name,
      latitude: n.latitude,
      longitude: n.longitude,
    })),
    rooms: proposal.rooms.map((n) => ({ ...notes(n), datacenterKey: n.datacenterKey, code: n.code, name: n.name })),
    rows: proposal.rows.map((n) => ({ ...notes(n), roomKey: n.roomKey, code: n.code })),
    powerDevices: proposal.powerDevices.map((n) => ({
      ...notes(n),
      roomKey: n.roomKey,
      code: n.code,
      kind: n.kind,
      topKey: n.topKey,
      capacityW: n.capacityW,
    })),
    families: proposal.families.map((n) => ({ ...notes(n), code: n.code, name: n.name })),
    serverTypes: proposal.serverTypes.map((n) => ({
      ...notes(n),
      code: n.code,
      name: n.name,
      heightU: n.heightU,
      fullDepth: n.fullDepth,
      weightKg: n.weightKg,
      nameplateW: n.nameplateW,
      ports: n.ports,
    })),
    racks: proposal.racks.map((n) => {
      const position = n.state === "retired" ? undefined : positions.get(n.positionKey);
      const type = types.get(n.rackTypeKey);
      return {
        ...notes(n),
        code: n.code,
        datacenterKey: n.datacenterKey,
        positionKey: position?.key ?? null,
        rowKey: position?.rowKey ?? null,
        feedKeys: position?.feeds.map((feed) => feed.deviceKey) ?? [],
        familyKey: type?.familyKey ?? "",
        powerW: type?.powerW ?? 0,
        weightKg: type?.weightKg ?? 0,
        heightU: n.heightU,
        state: n.state,
        serial: n.serial,
      };
    }),
    servers: proposal.servers.map(currentServer),
    unitReservations: proposal.unitReservations.map((n) => ({
      ...notes(n),
      rackKey: n.rackKey,
      unit: n.unit,
      owner: n.owner,
      reason: n.reason,
    })),
  };
}

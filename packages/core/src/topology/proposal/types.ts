import type { AssetCondition, AssetState } from "../../lifecycle/asset";

/**
 * What an import would create: the complete set of nouns with natural keys between them, nothing of the database. Pure data, JSON
 * all through, in an order in which it can be inserted: a noun refers only to nouns of earlier lists, or to earlier ones of its own.
 * What the source did not say is marked `assumed`, listed as an assumption, and confirmed by a person before it is committed.
 */

/** Whether the source recorded that the thing exists. Single assumed values of a recorded thing are listed as assumptions. */
export type Provenance = "recorded" | "assumed";

export type NounKind =
  | "region"
  | "zone"
  | "datacenter"
  | "room"
  | "network_zone"
  | "row"
  | "cooling_zone"
  | "power_device"
  | "position"
  | "hardware_family"
  | "server_type"
  | "rack_type"
  | "rack"
  | "server"
  | "rack_unit_reservation"
  | "request";

/**
 * The identity of a noun in its source, for a second import: (source, kind, externalId) is unique, `externalId` is the noun's key,
 * `digest` is a hash of its content, equal as long as nothing in it changed (references count by their keys).
 */
export interface ExternalIdentity {
  readonly source: string;
  readonly kind: NounKind;
  readonly externalId: string;
  readonly digest: string;
}

/** A thing as its source has it, by the source's own columns: what is needed to give it back. */
export interface SourceObject {
  /** Its table there. */
  readonly kind: string;
  readonly externalId: string;
  readonly facts: Readonly<Record<string, string>>;
  /** Hash of the facts. */
  readonly digest: string;
}

/** Fields of every proposed noun. `key` is unique within its kind, such as `site:24` or `site:24/room`. */
export interface ProposedNoun {
  readonly key: string;
  readonly provenance: Provenance;
  readonly ref: ExternalIdentity;
  /** What its people note beside the fields; absent: the source knows of no such thing, and what is there stays. */
  readonly tags?: readonly string[];
  /** The text of a JSON object; null: none. */
  readonly customFields?: string | null;
}

export interface ProposedRegion extends ProposedNoun {
  readonly code: string;
  readonly name: string;
  /** The names of what lies above it, outermost first, joined by " / ". May be empty. */
  readonly geography: string;
  readonly latitude: number;
  readonly longitude: number;
  readonly complianceTags: readonly string[];
}

export interface ProposedZone extends ProposedNoun {
  readonly regionKey: string;
  /** Unique in its region. */
  readonly code: string;
  readonly name: string;
}

export interface ProposedDatacenter extends ProposedNoun {
  readonly zoneKey: string;
  readonly code: string;
  readonly name: string;
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly complianceTags: readonly string[];
}

export interface ProposedRoom extends ProposedNoun {
  readonly datacenterKey: string;
  /** Unique in its datacenter. */
  readonly code: string;
  readonly name: string;
  readonly weightLimitKg: number | null;
}

export interface ProposedRow extends ProposedNoun {
  readonly roomKey: string;
  /** Unique in its room, as is `sequence`, which counts from 1. */
  readonly code: string;
  readonly sequence: number;
  /** Network ports for its racks. This and what follows is absent where the source says nothing of it. */
  readonly ports?: number;
  readonly faultDomain?: string;
  readonly networkZoneKey?: string;
}

/** Rows of a room that share the ports of their switches. */
export interface ProposedNetworkZone extends ProposedNoun {
  readonly roomKey: string;
  /** Unique in its room. */
  readonly code: string;
  readonly ports: number;
}

export interface ProposedCoolingZone extends ProposedNoun {
  readonly roomKey: string;
  readonly code: string;
  readonly capacityW: number;
}

export type PowerDeviceKind = "ups" | "pdu" | "row_device" | "panel" | "feed";

/** A node of a room's power tree. A top device has parentKey null, topKey its own key and depth 0. Parents precede children. */
export interface ProposedPowerDevice extends ProposedNoun {
  readonly roomKey: string;
  readonly code: string;
  readonly kind: PowerDeviceKind;
  readonly parentKey: string | null;
  readonly topKey: string;
  readonly depth: number;
  readonly capacityW: number;
  readonly failoverCapacityW: number;
}

export interface ProposedFeed {
  readonly slot: "A" | "B";
  readonly deviceKey: string;
  readonly topKey: string;
  readonly provenance: Provenance;
}

export interface ProposedPosition extends ProposedNoun {
  readonly rowKey: string;
  readonly roomKey: string;
  /** From 1, unique in its row. */
  readonly number: number;
  readonly coolingZoneKey: string;
  readonly weightLimitKg: number | null;
  /** Under different top devices of the position's room. */
  readonly feeds: readonly [ProposedFeed, ProposedFeed];
}

export interface ProposedFamily extends ProposedNoun {
  readonly code: string;
  readonly name: string;
  readonly sequence: number;
}

export interface ProposedServerType extends ProposedNoun {
  readonly code: string;
  readonly name: string;
  readonly familyKey: string;
  readonly heightU: number;
  readonly fullDepth: boolean;
  readonly nameplateW: number;
  readonly deratedW: number;
  readonly weightKg: number;
  readonly ports: number;
}

export interface ProposedRackType extends ProposedNoun {
  readonly code: string;
  readonly name: string;
  readonly familyKey: string;
  readonly heightU: number;
  readonly powerW: number;
  readonly deratedW: number;
  readonly coolingW: number;
  readonly weightKg: number;
  readonly ports: number;
}

/** A rack and the position it stands on; no two racks share one. */
export interface ProposedRack extends ProposedNoun {
  readonly code: string;
  readonly datacenterKey: string;
  readonly positionKey: string;
  readonly rackTypeKey: string;
  readonly heightU: number;
  readonly state: AssetState;
  readonly serial: string | null;
}

export interface ProposedServer extends ProposedNoun {
  readonly rackKey: string;
  readonly serverTypeKey: string;
  readonly name: string;
  readonly serial: string | null;
  readonly assetTag: string | null;
  /** Lowest unit, counted from 1 at the bottom of the rack; halves too. */
  readonly startU: number;
  readonly heightU: number;
  /** The faces it takes: `both` where its type is of full depth. */
  readonly face: "front" | "rear" | "both";
  /** The face it is mounted on. */
  readonly mountedOn: "front" | "rear";
  readonly state: AssetState;
  readonly condition: AssetCondition;
}

/** A unit of a rack that somebody keeps free. (rackKey, unit) is unique. */
export interface ProposedUnitReservation extends ProposedNoun {
  readonly rackKey: string;
  readonly unit: number;
  readonly owner: string;
  readonly reason: string;
}

/** An open request for `racks` racks of one type; `sequence` is the order of arrival, from 0. */
export interface ProposedRequest extends ProposedNoun {
  readonly title: string;
  readonly service: string;
  readonly rackTypeKey: string;
  readonly regionKey: string;
  readonly datacenterKey: string;
  readonly racks: number;
  readonly reward: number;
  readonly sequence: number;
}

/** What an assumption is about. Texts in other languages and icons hang from this. */
export type AssumptionKind =
  | "region"
  | "region_coordinates"
  | "zone"
  | "datacenter"
  | "room"
  | "row"
  | "row_order"
  | "position"
  | "rack_on_position"
  | "spare_position"
  | "cooling_zone"
  | "top_device"
  | "panel_capacity"
  | "panel_split"
  | "failover_capacity"
  | "second_feed"
  | "feed_pair"
  | "family"
  | "rack_type"
  | "rack_power"
  | "rack_cooling"
  | "rack_weight"
  | "rack_ports"
  | "rack_state"
  | "server_power"
  | "server_weight"
  | "derating"
  | "server_name"
  | "server_state"
  | "unit_numbering"
  | "rounding"
  | "code"
  | "request"
  | "left_out";

/**
 * Something the source did not say, in a group that a person confirms as one. `subjects` are the keys of the nouns it covers (for
 * `left_out`: what was not taken over), `count` their number, `option` the option of the import that changes `value`.
 */
export interface Assumption {
  readonly id: string;
  readonly kind: AssumptionKind;
  readonly subject: string;
  readonly what: string;
  readonly value: string;
  readonly why: string;
  readonly count: number;
  readonly subjects: readonly string[];
  readonly option: string | null;
}

export interface ProposedNouns {
  readonly regions: readonly ProposedRegion[];
  readonly zones: readonly ProposedZone[];
  readonly datacenters: readonly ProposedDatacenter[];
  readonly rooms: readonly ProposedRoom[];
  /** Absent: none. */
  readonly networkZones?: readonly ProposedNetworkZone[];
  readonly rows: readonly ProposedRow[];
  readonly coolingZones: readonly ProposedCoolingZone[];
  readonly powerDevices: readonly ProposedPowerDevice[];
  readonly positions: readonly ProposedPosition[];
  readonly families: readonly ProposedFamily[];
  readonly serverTypes: readonly ProposedServerType[];
  readonly rackTypes: readonly ProposedRackType[];
  readonly racks: readonly ProposedRack[];
  readonly servers: readonly ProposedServer[];
  readonly unitReservations: readonly ProposedUnitReservation[];
  readonly requests: readonly ProposedRequest[];
}

export interface ImportProposal extends ProposedNouns {
  /** Of every external reference here, such as `netbox`. */
  readonly source: string;
  readonly assumptions: readonly Assumption[];
  /** Absent: the source's things are not kept whole. */
  readonly objects?: readonly SourceObject[];
  /** Numbers the import was told, with `objects`. */
  readonly options?: Readonly<Record<string, number>>;
}

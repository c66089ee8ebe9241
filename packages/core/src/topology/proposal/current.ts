import type { AssetCondition, AssetState } from "../../lifecycle/asset";
import type { PowerDeviceKind } from "./types";

/**
 * The inventory as another system would know it: natural values, and keys of that system for what it knows already (`rack:14`), others
 * (`new:14`) for what it does not. Only what any system could hold.
 */
export interface CurrentInventory {
  readonly regions: readonly CurrentRegion[];
  readonly datacenters: readonly CurrentDatacenter[];
  readonly rooms: readonly CurrentRoom[];
  readonly rows: readonly CurrentRow[];
  readonly powerDevices: readonly CurrentPowerDevice[];
  readonly families: readonly CurrentFamily[];
  readonly serverTypes: readonly CurrentServerType[];
  readonly racks: readonly CurrentRack[];
  readonly servers: readonly CurrentServer[];
  readonly unitReservations: readonly CurrentUnitReservation[];
}

export interface CurrentNoun {
  readonly key: string;
  /** In no order that means anything. */
  readonly tags: readonly string[];
  /** Text of a JSON object. */
  readonly customFields: string | null;
}

export interface CurrentRegion extends CurrentNoun {
  readonly code: string;
  readonly name: string;
  readonly geography: string;
}

export interface CurrentDatacenter extends CurrentNoun {
  readonly regionKey: string;
  readonly code: string;
  readonly name: string;
  readonly latitude: number | null;
  readonly longitude: number | null;
}

export interface CurrentRoom extends CurrentNoun {
  readonly datacenterKey: string;
  readonly code: string;
  readonly name: string;
}

export interface CurrentRow extends CurrentNoun {
  readonly roomKey: string;
  readonly code: string;
}

export interface CurrentPowerDevice extends CurrentNoun {
  readonly roomKey: string;
  readonly code: string;
  readonly kind: PowerDeviceKind;
  readonly topKey: string;
  readonly capacityW: number;
}

export interface CurrentFamily extends CurrentNoun {
  readonly code: string;
  readonly name: string;
}

export interface CurrentServerType extends CurrentNoun {
  readonly code: string;
  readonly name: string;
  readonly heightU: number;
  readonly fullDepth: boolean;
  readonly weightKg: number;
  readonly nameplateW: number;
  readonly ports: number;
}

export interface CurrentRack extends CurrentNoun {
  readonly code: string;
  readonly datacenterKey: string;
  /** Where it stands today; null: nowhere. */
  readonly positionKey: string | null;
  readonly rowKey: string | null;
  /** Power devices that feed its position, by slot. */
  readonly feedKeys: readonly string[];
  readonly familyKey: string;
  readonly powerW: number;
  readonly weightKg: number;
  readonly heightU: number;
  readonly state: AssetState;
  readonly serial: string | null;
}

export interface CurrentServer extends CurrentNoun {
  readonly rackKey: string;
  readonly serverTypeKey: string;
  readonly name: string;
  readonly serial: string | null;
  readonly assetTag: string | null;
  readonly startU: number;
  readonly heightU: number;
  readonly face: "front" | "rear" | "both";
  readonly state: AssetState;
  readonly condition: AssetCondition;
}

export interface CurrentUnitReservation extends CurrentNoun {
  readonly rackKey: string;
  readonly unit: number;
  readonly owner: string;
  readonly reason: string;
}

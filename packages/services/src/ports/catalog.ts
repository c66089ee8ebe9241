import type { ServerTypeDto } from "@headroom/contracts/rack";

/** A family of hardware, in display order. */
export interface FamilyRecord {
  readonly id: number;
  readonly code: string;
  readonly name: string;
}

/** A rack as it is bought; units are in the names, dates are days. */
export interface RackTypeRecord {
  readonly id: number;
  readonly code: string;
  readonly name: string;
  readonly family: string;
  readonly familyName: string;
  readonly heightU: number;
  readonly powerW: number;
  readonly deratedW: number;
  readonly coolingW: number;
  readonly weightKg: number;
  readonly ports: number;
  readonly serverCount: number;
  readonly cores: number;
  readonly memoryGib: number;
  readonly storageTb: number;
  readonly gpus: number;
  readonly cost: number;
  readonly leadTimeWeeksP50: number;
  readonly leadTimeWeeksP90: number;
  readonly orderableFrom: string | null;
  readonly orderableTo: string | null;
}

/** What may be placed in a rack. */
export type ServerTypeRecord = ServerTypeDto;

export interface CatalogRepository {
  families(): Promise<FamilyRecord[]>;
  rackTypes(): Promise<RackTypeRecord[]>;
  /** By code. */
  serverTypes(): Promise<ServerTypeRecord[]>;
}

import type { Reading, ServersMeasured } from "@headroom/core/capacity/measured";

export type MeteredKind = "server" | "rack" | "device";

/** What has a meter, by the names people give it: a server by its rack and its name there, a power device by its room. */
export type MeteredKey =
  | { readonly kind: "server"; readonly rack: string; readonly server: string }
  | { readonly kind: "rack"; readonly rack: string }
  | { readonly kind: "device"; readonly datacenter: string; readonly room: string; readonly device: string };

/** A reading of something that is there. `powerW` is whole. */
export interface MeteredReading extends Reading {
  readonly id: number;
}

export interface RackReadings {
  readonly rackId: number;
  /** Of the rack's own meter; null: it has none, or it is silent. */
  readonly own: Reading | null;
  /** Of its servers, without those that are silent; all zero where `own` is there. */
  readonly inside: ServersMeasured;
}

/** The latest reading of everything that has a meter. */
export interface ReadingRepository {
  /** Ids in the order of the keys; null: there is no such thing. */
  resolve(keys: readonly MeteredKey[]): Promise<(number | null)[]>;
  /**
   * Keeps those that are later than what is known (core's `latest`), each id once; how many those were. Ids come in ascending order, so
   * that two who write at once wait for each other and never both.
   */
  keep(kind: MeteredKind, readings: readonly MeteredReading[]): Promise<number>;
  /** Of racks that are not retired, as far as something in them is measured. Silent: measured before `sinceMs`. */
  racksOf(datacenterId: number, sinceMs: number): Promise<RackReadings[]>;
  /** Power devices by id, silent ones too. */
  devicesOf(datacenterId: number): Promise<ReadonlyMap<number, Reading>>;
  /** Power devices of the list by id, silent ones too. */
  devices(ids: readonly number[]): Promise<ReadonlyMap<number, Reading>>;
  /** A rack with the readings of its servers (without retired ones), silent ones too, its feeds by slot and its weight; null: no such rack. */
  rack(rackId: number): Promise<MeteredRack | null>;
}

export interface MeteredRack {
  readonly own: Reading | null;
  readonly servers: readonly { readonly id: number; readonly reading: Reading | null }[];
  readonly feeds: readonly { readonly slot: string; readonly deviceId: number; readonly top: string }[];
  readonly weightKg: number;
  /** What its position carries; null: not limited, or it stands nowhere. */
  readonly positionLimitKg: number | null;
}

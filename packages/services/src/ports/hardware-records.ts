import type { FirmwarePart, WantedFirmware } from "@headroom/core/bill/firmware";
import type { FoundChassis, FoundSystem } from "./hardware";

/** What a controller told of a server last, without the documents. */
export interface FoundHardware {
  readonly redfishVersion: string | null;
  readonly system: FoundSystem;
  readonly chassis: readonly FoundChassis[];
  /** Paths that could not be read. */
  readonly missing: readonly string[];
}

export interface RackServer {
  readonly id: number;
  readonly name: string;
  /** Its lowest. */
  readonly unit: number;
  readonly serial: string | null;
  readonly serverTypeId: number;
}

/** What a rack is to hold, and what stands in it; servers that are retired are not there. */
export interface HardwareRack {
  readonly id: number;
  readonly code: string;
  readonly heightU: number;
  readonly serverTypeId: number | null;
  /** As its type says; zero: it does not. */
  readonly serverCount: number;
  /** What ran on it, as every run of it says. */
  readonly services: readonly string[];
  readonly tags: readonly string[];
  readonly servers: readonly RackServer[];
}

/** Parts of a server that run firmware, as its controller listed them. */
export interface KeptFirmware {
  readonly at: string;
  readonly parts: readonly FirmwarePart[];
}

/** The same with where the server stands and what its type wants. */
export interface ServerFirmware extends KeptFirmware {
  readonly controllerId: number;
  readonly datacenter: string;
  readonly rack: string;
  readonly unit: number;
  readonly server: string;
  readonly serverType: string;
  readonly wanted: readonly WantedFirmware[];
}

/** What a server of a type is to be. */
export interface TypeFacts {
  readonly id: number;
  readonly code: string;
  readonly heightU: number;
  readonly fullDepth: boolean;
  readonly cores: number;
  readonly memoryGib: number;
  readonly storageTb: number;
  readonly gpus: number;
  readonly models: readonly string[];
  readonly drives: number | null;
  readonly firmware: readonly WantedFirmware[];
  /** Of the profile; 0: it has none. */
  readonly version: number;
}

export interface HardwareRecordRepository {
  rack(rackId: number): Promise<HardwareRack | null>;
  types(ids: readonly number[]): Promise<ReadonlyMap<number, TypeFacts>>;
  typeByCode(code: string): Promise<TypeFacts | null>;
  saveProfile(serverTypeId: number, profile: Pick<TypeFacts, "models" | "drives" | "firmware">): Promise<void>;
  /** The path of each server's system, as it was found last. */
  systems(serverIds: readonly number[]): Promise<ReadonlyMap<number, string>>;
  found(serverIds: readonly number[]): Promise<ReadonlyMap<number, FoundHardware>>;
  keepFound(serverId: number, found: FoundHardware, atMs: number): Promise<void>;
  /** Of a server that something was found of; others are left out. */
  keepFirmware(serverId: number, parts: readonly FirmwarePart[], atMs: number): Promise<void>;
  firmware(serverId: number): Promise<KeptFirmware | null>;
  /** Of servers with a controller that something is known of, by the controller's id. */
  firmwareOf(filter: {
    readonly datacenter?: string;
    readonly rack?: string;
    readonly after: number;
    readonly limit: number;
  }): Promise<ServerFirmware[]>;
  /** Null: something else takes its units. Its name is the first of the list that the rack does not have yet. */
  addServer(server: {
    readonly rack: HardwareRack;
    readonly unit: number;
    readonly type: TypeFacts;
    readonly names: readonly string[];
    readonly serial: string | null;
    readonly on: string;
  }): Promise<RackServer | null>;
  setSerial(serverId: number, serial: string): Promise<void>;
}

import type { Result } from "@headroom/core/foundation/result";

/** How the certificate of a management controller is trusted. `pin`: SHA-256 of the certificate, in hexadecimal. `plain`: no TLS at all. */
export type BmcTrust =
  | { readonly kind: "system" }
  | { readonly kind: "authority"; readonly pem: string }
  | { readonly kind: "pin"; readonly sha256: string }
  | { readonly kind: "plain" };

/** A baseboard management controller: what speaks for a server while it is off. */
export interface BmcAddress {
  /** As https://10.0.0.7, with a port where it is not the usual one. */
  readonly url: string;
  readonly username: string;
  readonly password: string;
  readonly trust: BmcTrust;
}

/** What a controller said about an error, in its own words. */
export interface BmcMessage {
  readonly id: string;
  readonly text: string;
}

/** Why the hardware did not do or tell what it was asked. `at`: the path that was asked. */
export type HardwareFault =
  | { readonly kind: "unreachable"; readonly at: string; readonly cause: string; readonly tries: number }
  | { readonly kind: "timeout"; readonly at: string; readonly afterMs: number; readonly tries: number }
  | { readonly kind: "untrusted"; readonly at: string; readonly expected: string; readonly got: string }
  /** The credentials are wrong, or may not do this. */
  | { readonly kind: "denied"; readonly at: string; readonly status: number }
  /** It asked to come back later, until patience ended. */
  | { readonly kind: "busy"; readonly at: string; readonly status: number; readonly tries: number }
  | {
      readonly kind: "refused";
      readonly at: string;
      readonly status: number;
      readonly messages: readonly BmcMessage[];
    }
  /** It answered something that is not Redfish. */
  | { readonly kind: "unreadable"; readonly at: string; readonly expected: string; readonly got: string }
  /** It has no such thing, or cannot do that to it. */
  | { readonly kind: "unsupported"; readonly at: string; readonly what: string }
  /** It took the order, and it never became so. */
  | {
      readonly kind: "unconfirmed";
      readonly at: string;
      readonly expected: string;
      readonly got: string;
      readonly afterMs: number;
    }
  /** What it says cannot all be true. */
  | { readonly kind: "contradiction"; readonly at: string; readonly says: string; readonly but: string }
  | { readonly kind: "cancelled"; readonly at: string };

export type Answer<T> = Promise<Result<T, HardwareFault>>;

export type PowerState = "on" | "off" | "powering_on" | "powering_off" | "paused" | "unknown";

/** `off` asks the operating system; `force_off` does not. Restarts likewise. */
export type PowerOrder = "on" | "off" | "force_off" | "restart" | "force_restart";

export type BootTarget = "none" | "network" | "disk" | "cd" | "usb" | "setup" | "diagnostics";

export interface FoundProcessor {
  readonly id: string;
  /** As CPU, GPU, FPGA. */
  readonly kind: string;
  readonly model: string | null;
  readonly cores: number | null;
  readonly threads: number | null;
}

export interface FoundMemory {
  readonly id: string;
  readonly capacityMib: number | null;
  readonly serial: string | null;
  readonly partNumber: string | null;
}

/** Ways of a secure erasure, as the Redfish schema names them. `own`: whatever the controller does when it is not told. */
export type EraseMethod = "own" | "cryptographic" | "block" | "overwrite";

export type DriveMedia = "hdd" | "ssd" | "nvme" | "other";

export interface FoundDrive {
  /** Its path at the controller: what `erase` takes. A device of simple storage has its controller's, with a fragment. */
  readonly path: string;
  readonly name: string;
  readonly serial: string | null;
  readonly manufacturer: string | null;
  readonly model: string | null;
  readonly media: DriveMedia;
  readonly capacityBytes: number | null;
  /** It says that it encrypts all that it stores. */
  readonly encrypts: boolean;
  /** How the controller offers to erase it; `own`: in a way of its own. Empty: it does not. */
  readonly eraseMethods: readonly EraseMethod[];
}

export interface FoundSupply {
  readonly id: string;
  readonly model: string | null;
  readonly serial: string | null;
  readonly capacityW: number | null;
}

export interface FoundSystem {
  /** Its path at the controller. */
  readonly path: string;
  readonly id: string;
  readonly manufacturer: string | null;
  readonly model: string | null;
  readonly serial: string | null;
  readonly sku: string | null;
  readonly uuid: string | null;
  readonly assetTag: string | null;
  readonly hostName: string | null;
  readonly power: PowerState;
  readonly health: string | null;
  readonly biosVersion: string | null;
  /** As the controller sums it up; null where it does not. */
  readonly memoryGib: number | null;
  readonly processors: readonly FoundProcessor[];
  readonly memory: readonly FoundMemory[];
  readonly drives: readonly FoundDrive[];
}

export interface FoundChassis {
  readonly path: string;
  readonly id: string;
  readonly kind: string | null;
  readonly manufacturer: string | null;
  readonly model: string | null;
  readonly serial: string | null;
  readonly assetTag: string | null;
  /** Millimetres and kilograms. */
  readonly heightMm: number | null;
  readonly weightKg: number | null;
  /** Where it thinks it stands: rack and lowest unit. */
  readonly rack: string | null;
  readonly unit: number | null;
  /** Paths of the systems in it, where the controller says so. */
  readonly systems: readonly string[];
  readonly supplies: readonly FoundSupply[];
}

export interface FoundFirmware {
  readonly id: string;
  readonly name: string | null;
  readonly version: string | null;
  readonly updateable: boolean | null;
  /** Paths of what it runs on, where the controller says so. */
  readonly of: readonly string[];
}

export interface HardwareInventory {
  readonly redfishVersion: string | null;
  readonly systems: readonly FoundSystem[];
  readonly chassis: readonly FoundChassis[];
  /** Everything that was read, by path, as it came: fields that nobody here knows too. */
  readonly documents: Readonly<Record<string, unknown>>;
  /** Parts that could not be read: the rest is there. */
  readonly missing: readonly { readonly path: string; readonly fault: HardwareFault }[];
}

/** A system behind a controller, and no more of it than tells it from the others. */
export interface SystemBrief {
  readonly path: string;
  readonly serial: string | null;
  readonly uuid: string | null;
  readonly power: PowerState;
}

export interface PowerReading {
  /** Path of the chassis. */
  readonly chassis: string;
  /** Paths of the systems that it is of together; empty: the controller does not say. */
  readonly systems: readonly string[];
  readonly watts: number;
  /** Where the number is from: the environment metrics, the older power resource, or the sum of supplies' inputs. */
  readonly source: "metrics" | "control" | "supplies";
}

export interface TemperatureReading {
  /** Path of the chassis. */
  readonly chassis: string;
  /** Paths of the systems in it; empty: the controller does not say. */
  readonly systems: readonly string[];
  /** Of the air at the inlet, degrees Celsius. */
  readonly celsius: number;
  /** Where the number is from: the summary of thermal metrics, a sensor at the inlet, or the chassis' environment metrics. */
  readonly source: "summary" | "sensor" | "metrics";
}

/** What follows an erasure that was begun: it can be kept and asked about later, by another process too. */
export interface EraseTicket {
  readonly drive: string;
  /** The task or its monitor; null: it answered that it is done. */
  readonly task: string | null;
  /** It was under way already: by whom and in which way, nobody here knows. */
  readonly wasRunning: boolean;
  /** Paths of tasks that were there before it was ordered: where the order's answer is lost, the one that is new is its own. */
  readonly known?: readonly string[];
}

export type EraseProgress =
  | { readonly state: "running"; readonly percent: number | null; readonly messages: readonly BmcMessage[] }
  | { readonly state: "done"; readonly messages: readonly BmcMessage[] }
  | { readonly state: "failed"; readonly messages: readonly BmcMessage[] };

export interface Waiting {
  readonly signal?: AbortSignal;
  /** How long an order may take until its effect is seen. */
  readonly confirmWithinMs?: number;
}

/** One controller, signed in to when it is first asked. Every answer is a value, faults too: nothing here throws for what hardware does. */
export interface Bmc {
  /** Systems, chassis, processors, memory, drives, supplies. */
  discover(waiting?: Waiting): Answer<HardwareInventory>;
  /** All systems behind it. */
  systems(waiting?: Waiting): Answer<readonly SystemBrief[]>;
  power(system: string, waiting?: Waiting): Answer<PowerState>;
  /**
   * Orders it and waits until it is so: twice in a row, and not with a load that contradicts it. What is so already is not ordered again.
   * A restart is confirmed by the system being on after the order.
   */
  setPower(system: string, order: PowerOrder, waiting?: Waiting): Answer<PowerState>;
  /** What it boots from the next time only, read back. */
  setBoot(system: string, target: BootTarget, waiting?: Waiting): Answer<BootTarget>;
  firmware(waiting?: Waiting): Answer<readonly FoundFirmware[]>;
  /** Paths of the tasks that the controller keeps, over ones too; `unsupported` where it keeps none. */
  tasks(waiting?: Waiting): Answer<readonly string[]>;
  /**
   * Begins to erase a drive securely, or takes up what is being done to it already. With `known`: it may have been ordered before, when those were
   * all the tasks there were; one of its own since then is taken up, even where it is over. `unsupported` where the controller does not offer it.
   */
  erase(
    drive: string,
    method: EraseMethod,
    waiting?: Waiting & { readonly known?: readonly string[] },
  ): Answer<EraseTicket>;
  eraseProgress(ticket: EraseTicket, waiting?: Waiting): Answer<EraseProgress>;
  /** What each chassis draws now. Empty where nothing measures. */
  readings(waiting?: Waiting): Answer<readonly PowerReading[]>;
  /** How warm the air is that each chassis breathes. Empty where nothing measures. */
  temperatures(waiting?: Waiting): Answer<readonly TemperatureReading[]>;
  /** Signs out. */
  close(): Promise<void>;
}

export interface Hardware {
  open(address: BmcAddress): Bmc;
}

import type { ControllerOrder, ControllerPlace, ControllerRow, contactStates } from "@headroom/contracts/controller";
import type { HardwareFault } from "./hardware";

/** Where a controller is, by number. */
export type LocatedPlace =
  | { readonly kind: "server"; readonly serverId: number }
  | { readonly kind: "unit"; readonly rackId: number; readonly unit: number };

export interface ControllerWrite {
  readonly place: LocatedPlace;
  readonly url: string;
  readonly system: string | null;
  readonly username: string;
  /** As `Secrets` sealed it. */
  readonly secret: string;
  readonly trust: ControllerRow["trust"];
  readonly serverTypeId: number | null;
  readonly expectedSerial: string | null;
  readonly pollSeconds: number | null;
}

export type Contact = (typeof contactStates)[number];

export interface TakenOrder {
  readonly id: number;
  readonly controllerId: number;
  readonly what: ControllerOrder["what"];
  readonly isLost: boolean;
  readonly askedBy: string;
}

/** A controller that is due for a question, of a server that stands there. */
export interface DueController extends SealedController {
  readonly serverId: number;
  readonly stepSeconds: number;
  readonly failures: number;
  /** Others stand at its address: not all that its chassis say is of this server. */
  readonly isShared: boolean;
  /** Path or UUID of its system, as it was written down, or found before. */
  readonly systemKnown: string | null;
  /** As it was ordered, or is written down with the server. */
  readonly serialKnown: string | null;
  /** Of its address: all that are asked by one sign-in are due at the same instant. */
  readonly phase: number;
}

/** How a question for readings ended. */
export interface Polled {
  readonly at: string;
  /** Of the server; null: nothing measures it. */
  readonly watts: number | null;
  readonly inletC: number | null;
  /** Absent: its system is not known yet. */
  readonly power?: string | null;
  /** Why nothing could be read; absent: it could. */
  readonly why?: string;
}

/** A controller without what is needed to sign in to it. */
export type ListedController = ControllerRow;

/** A controller with what is needed to sign in to it. Never leaves services. */
export interface SealedController extends ControllerRow {
  readonly secret: string;
  readonly serverId: number | null;
  readonly rackId: number;
  /** Of the server; null: its own is not known. */
  readonly serverTypeId: number | null;
}

export interface ControllerRepository {
  /** By id. Servers that are retired have none that is listed. */
  list(filter: {
    readonly datacenter?: string;
    readonly rack?: string;
    readonly contact?: Contact;
    readonly search?: string;
    readonly after: number;
    readonly limit: number;
  }): Promise<ControllerRow[]>;
  /** By contact, of all that match. */
  counts(filter: {
    readonly datacenter?: string;
    readonly rack?: string;
    readonly search?: string;
  }): Promise<Readonly<Record<Contact, number>>>;
  /** Without locking it. */
  get(
    id: number,
  ): Promise<(SealedController & { readonly serverState: string | null; readonly foundAt: string | null }) | null>;
  /** The run that has the rack. */
  heldBy(rackId: number): Promise<{ readonly id: number; readonly title: string } | null>;
  /** The latest first. */
  orders(controllerId: number, limit: number): Promise<ControllerOrder[]>;
  /** Null: one is open. */
  addOrder(order: {
    readonly controllerId: number;
    readonly what: ControllerOrder["what"];
    readonly reason: string;
    readonly askedById: string | null;
    readonly askedBy: string;
    readonly atMs: number;
  }): Promise<number | null>;
  /** Some that nobody carries out, taken until then; `isLost`: somebody took it before and never came back. */
  takeOrders(nowMs: number, untilMs: number, limit: number): Promise<TakenOrder[]>;
  endOrder(id: number, atMs: number, state: "done" | "failed", result: ControllerOrder["result"]): Promise<void>;
  /** Locks it. */
  lock(id: number): Promise<SealedController | null>;
  /** The one at a place, locked. */
  at(place: LocatedPlace): Promise<SealedController | null>;
  /** All of a rack, from the lowest unit: those of its servers that are not retired, and those of empty units. */
  ofRack(rackId: number): Promise<SealedController[]>;
  /** What the names mean; `missing`: there is no such thing. */
  locate(place: ControllerPlace): Promise<LocatedPlace | { readonly missing: string }>;
  serverType(code: string): Promise<number | null>;
  /** The place at which a system of an address is known already; null: nowhere but perhaps at `except`. One without a path is told by its serial. */
  addressAt(
    of: { readonly url: string; readonly system: string | null; readonly serial: string | null },
    except: number | null,
  ): Promise<string | null>;
  insert(write: ControllerWrite): Promise<number>;
  /** Raises the version. */
  change(id: number, write: Omit<ControllerWrite, "place">): Promise<void>;
  /** From an empty unit to the server that was found there. */
  attach(id: number, serverId: number): Promise<void>;
  remove(id: number): Promise<void>;
  /** What came of asking it; the version stays. */
  note(id: number, atMs: number, fault: HardwareFault | null): Promise<void>;
  /** Those due at some addresses, the ones that wait longest first, taken until then: no other worker asks those addresses before. */
  claimDue(nowMs: number, untilMs: number, limit: number): Promise<DueController[]>;
  /** What the question came to. Does nothing where somebody changed the controller meanwhile: it is asked anew. */
  settlePoll(
    due: Pick<DueController, "id" | "version">,
    to: { readonly nextMs: number; readonly failures: number; readonly polled: Polled },
  ): Promise<void>;
  /** What datacenters say about how often, by code. */
  polling(): Promise<readonly { readonly datacenter: string; readonly seconds: number; readonly version: number }[]>;
  /** Null: the version is another, or there is no such datacenter. Its controllers are asked anew. */
  setPolling(datacenter: string, seconds: number, baseVersion: number): Promise<number | null>;
  /** Ids and secrets of all, by id, locked: to seal them anew. */
  secrets(): Promise<{ readonly id: number; readonly url: string; readonly secret: string }[]>;
  reseal(id: number, secret: string): Promise<void>;
}

import type { AlertState } from "@headroom/core/alerting/machine";
import type { RouteMatch } from "@headroom/core/alerting/route";
import type { Instant } from "@headroom/core/rollout/types";
import type { AlertRecord } from "./alerts";
import type { Channel } from "./contacts";
import type { DeliveryRecord } from "./outbox";

export type RouteReceiver =
  | { readonly kind: "contact"; readonly id: number }
  /** By mail, to the address of the account. */
  | { readonly kind: "person"; readonly id: string };

export interface RouteWrite extends RouteMatch {
  readonly name: string;
  readonly to: RouteReceiver;
  /** Also when what it told of is over. */
  readonly tellsOver: boolean;
  /** From one message to the next, at least. */
  readonly everyMinutes: number;
  readonly enabled: boolean;
}

export interface RouteRecord extends RouteWrite {
  readonly id: number;
  readonly version: number;
  readonly receiver: { readonly name: string; readonly channel: Channel };
}

export interface RouteListed extends RouteRecord {
  /** Its latest message. */
  readonly delivery: DeliveryRecord | null;
}

/** An alert that a message tells of, as it is now. */
export interface NoticedAlert extends AlertRecord {
  readonly state: AlertState;
  readonly toldBefore: boolean;
}

export interface AlertRouteRepository {
  /** By name. */
  list(): Promise<RouteListed[]>;
  /** Those that are on. */
  inForce(): Promise<RouteRecord[]>;
  get(id: number): Promise<RouteRecord | null>;
  lock(id: number): Promise<RouteRecord | null>;
  named(name: string, except: number | null): Promise<boolean>;
  /** Whether there is such a receiver, and datacenter. */
  known(route: Pick<RouteWrite, "to" | "datacenter">): Promise<{ readonly to: boolean; readonly datacenter: boolean }>;
  insert(route: RouteWrite): Promise<number>;
  change(id: number, route: RouteWrite): Promise<void>;
  remove(id: number): Promise<void>;
  /** The message of a route that nobody has begun to send, locked; null: there is none. */
  gathering(id: number): Promise<string | null>;
  /** When its latest message went out, or will; null: it never had one. */
  lastMessageAt(id: number): Promise<Instant | null>;
  /** Alerts are added to a message; what it tells of already stays once. */
  note(messageId: string, alertIds: readonly number[]): Promise<void>;
  /** Of these alerts, those that a message of the route told of and that was sent, or is to be. */
  toldOf(id: number, alertIds: readonly number[]): Promise<ReadonlySet<number>>;
  noticed(messageId: string): Promise<{ readonly route: RouteRecord; readonly alerts: NoticedAlert[] } | null>;
}

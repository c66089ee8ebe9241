import type { Person } from "./users";

/** Where a freeze is, by id: a datacenter, a room of it, a row of that room. */
export interface FreezePlace {
  readonly datacenterId: number;
  readonly roomId: number | null;
  readonly rowId: number | null;
}

export interface FreezeDays {
  readonly startsOn: string;
  readonly endsOn: string;
}

export interface FreezeRecord extends FreezePlace, FreezeDays {
  readonly id: number;
  readonly version: number;
  readonly datacenter: string;
  readonly region: string;
  readonly room: string | null;
  readonly row: string | null;
  readonly reason: string;
  readonly author: Person | null;
  readonly ended: { readonly at: string; readonly by: Person | null; readonly reason: string } | null;
}

export interface PlanInFreeze {
  readonly planId: number;
  readonly title: string;
  readonly state: "submitted" | "committed";
  readonly racks: number;
  readonly startsOn: string;
}

/** Changes raise the datacenter's version: floors that are kept in memory are read again. */
export interface FreezeRepository {
  /** In force on the day first, then those to come by their first day, then those that are over, latest first. */
  list(filter: {
    readonly datacenter?: string | undefined;
    readonly when?: "now" | "coming" | "past" | undefined;
    readonly today: string;
    readonly limit: number;
  }): Promise<{ rows: FreezeRecord[]; total: number }>;
  /** Locked to the end of the unit of work. */
  lock(id: number): Promise<FreezeRecord | null>;
  insert(freeze: FreezePlace & FreezeDays & { readonly reason: string; readonly authorId: string }): Promise<number>;
  /** Raises the version. */
  change(id: number, change: FreezeDays & { readonly reason: string }): Promise<void>;
  /** Raises the version. */
  end(id: number, end: { readonly at: string; readonly byId: string; readonly reason: string }): Promise<void>;
  /** Plans with approvers, or approved, that start something there on these days. */
  plansIn(place: FreezePlace, days: FreezeDays): Promise<PlanInFreeze[]>;
  /** Rooms and rows of a datacenter, in display order; null: there is no such datacenter. */
  places(
    datacenter: string,
  ): Promise<{ id: number; rooms: { id: number; code: string; rows: { id: number; code: string }[] }[] } | null>;
}

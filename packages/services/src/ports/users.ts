import type { Role } from "@headroom/core/access/permissions";

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
}

export interface PersonCounts {
  /** Pending approvals this person neither wrote nor edited nor asked for, and has not put off. */
  readonly inbox: number;
  readonly requestsOpen: number;
  /** The person's own. */
  readonly plansDraft: number;
  /** Runs that are not over. */
  readonly runsOpen: number;
  readonly notificationsUnread: number;
  /** When the accounts were last computed; null: there are none. */
  readonly factsAsOf: string | null;
}

/** People as use cases see them; accounts and passwords are elsewhere. */
export interface UserRepository {
  person(id: string): Promise<(Person & { readonly email: string }) | null>;
  /** Everybody with one of the roles whose account is not disabled, by id. */
  withRoles(roles: readonly Role[]): Promise<Person[]>;
  /** What the head of every page counts, in one statement. `now`: moment. */
  counts(id: string, now: string): Promise<PersonCounts>;
}

import type { Role } from "@headroom/core/access/permissions";

export interface UserRecord {
  readonly id: string;
  readonly name: string;
  /** Lower case. */
  readonly email: string;
  readonly role: Role;
  readonly disabledAt: Date | null;
  readonly createdAt: Date;
}

export interface NewUser {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  /** As `Ports.passwords.hash` gives it. */
  readonly passwordHash: string;
}

/** People, their passwords and their sessions. */
export interface AccountRepository {
  /** By name. `lastSeenAt`: when a session of theirs was last begun or prolonged. */
  list(): Promise<readonly (UserRecord & { readonly lastSeenAt: Date | null })[]>;
  /** Locked until the transaction ends; null where there is none. */
  lock(id: string): Promise<UserRecord | null>;
  /** Ids of the admins that are not disabled, locked in id order until the transaction ends. */
  lockActiveAdmins(): Promise<readonly string[]>;
  /** The person and their password; false, and nothing written, where the e-mail address has an account. */
  add(user: NewUser): Promise<boolean>;
  setRole(id: string, role: Role): Promise<void>;
  setDisabled(id: string, at: Date | null): Promise<void>;
  /** Ends every session of a person; how many there were. */
  endSessions(id: string): Promise<number>;
}

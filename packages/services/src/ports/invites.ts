import type { Role } from "@headroom/core/access/permissions";

export interface InviteRecord {
  readonly id: number;
  /** Lower case; null: whoever holds the link. */
  readonly email: string | null;
  readonly role: Role;
  readonly expiresAt: Date;
  readonly usedAt: Date | null;
  readonly revokedAt: Date | null;
  /** null: the installation itself, for its first admin. */
  readonly createdById: string | null;
}

export interface NewInvite {
  readonly email: string | null;
  readonly role: Role;
  /** SHA-256 of the token, hexadecimal: the token itself is kept nowhere. */
  readonly tokenHash: string;
  readonly expiresAt: Date;
  readonly createdById: string | null;
}

export interface InviteRepository {
  /** Newest first, 200 at most, with the creator's name. */
  list(): Promise<readonly (InviteRecord & { readonly createdBy: string | null })[]>;
  add(invite: NewInvite): Promise<number>;
  byTokenHash(tokenHash: string): Promise<InviteRecord | null>;
  /** Locked until the transaction ends. */
  lock(key: { readonly id: number } | { readonly tokenHash: string }): Promise<InviteRecord | null>;
  markUsed(id: number, at: Date): Promise<void>;
  markRevoked(id: number, at: Date): Promise<void>;
  /** Takes back every open link of the installation itself. */
  revokeFirstAdminLinks(at: Date): Promise<void>;
}

import type { Database } from "./client";

/** Whose session a token is. */
export interface SessionRecord {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: string;
  readonly disabledAt: Date | null;
  readonly expiresAt: Date;
}

/**
 * The person of a session and until when it lasts; null: there is no such session. Asked before every answer, so it is one prepared
 * statement outside any transaction. Nothing of it is kept: a session that was ended and a person who was disabled are out at once.
 */
export async function sessionByToken({ pool }: Pick<Database, "pool">, token: string): Promise<SessionRecord | null> {
  const { rows } = await pool.query<SessionRecord>({
    name: "session.by-token",
    text: `SELECT u.id, u.name, u.email, u.role::text AS role, u.disabled_at AS "disabledAt", s.expires_at AS "expiresAt"
             FROM session s JOIN user_account u ON u.id = s.user_id WHERE s.token = $1`,
    values: [token],
  });
  return rows[0] ?? null;
}

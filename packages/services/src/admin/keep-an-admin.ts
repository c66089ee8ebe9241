import { ServiceError } from "../errors";
import type { UserRecord } from "../ports/accounts";
import type { Repositories } from "../ports/repositories";

/**
 * Loads a person to change, under locks that make "never without an active admin" hold against other changes at the same moment: all
 * active admins first, in id order, then the person. Throws NOT_FOUND, or WRONG_STATE where `staysAdmin` is false and the person is the
 * last active admin.
 */
export async function lockForChange(
  { accounts }: Pick<Repositories, "accounts">,
  userId: string,
  action: string,
  staysAdmin: boolean,
): Promise<UserRecord> {
  const admins = await accounts.lockActiveAdmins();
  const user = await accounts.lock(userId);
  if (!user) throw new ServiceError("NOT_FOUND", { kind: "user", id: userId });
  if (!staysAdmin && admins.length === 1 && admins[0] === userId) {
    throw new ServiceError("WRONG_STATE", { kind: "user", id: userId, state: "last_admin", action, allowed: [] });
  }
  return user;
}

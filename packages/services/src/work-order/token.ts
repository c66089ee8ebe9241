import { ServiceError } from "../errors";
import type { Ports } from "../ports";
import type { Secrets } from "../ports/secrets";

/**
 * The link of a work order: number, moment it expires, signature. Nothing of it is kept, so nobody who reads the database, or a backup of it, can
 * answer an order; the row says whether the order is still open.
 */
const form = /^(\d{1,10})\.([0-9a-z]{1,12})\.([\w-]{20,100})$/;
const signed = (id: number, expiresAt: number) => `work order ${id} ${expiresAt}`;

export const tokenOf = (secrets: Secrets, id: number, expiresAt: number): string =>
  `${id}.${expiresAt.toString(36)}.${secrets.sign(signed(id, expiresAt))}`;

export const orderPath = (token: string): string => `/work/${token}`;

/** Number and end of a token that was signed here; null: it was not. */
export function readToken(
  { secrets }: Pick<Ports, "secrets">,
  token: string,
): { readonly id: number; readonly expiresAt: number } | null {
  if (!secrets) throw new ServiceError("UNAVAILABLE", { part: "secrets" });
  const [, number, until, signature] = form.exec(token) ?? [];
  if (number === undefined || until === undefined || signature === undefined) return null;
  const [id, expiresAt] = [Number(number), Number.parseInt(until, 36)];
  return secrets.isSigned(signed(id, expiresAt), signature) ? { id, expiresAt } : null;
}

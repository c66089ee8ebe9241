import { ServiceError } from "../errors";
import type { Ports } from "../ports";
import type { SealedController } from "../ports/controllers";
import type { BmcAddress } from "../ports/hardware";
import type { Secrets } from "../ports/secrets";

/** Bound to the address: a password cannot be sent anywhere else by changing a row. */
export const purposeOf = (url: string): string => `management controller ${url}`;

/** Of the private half of a key that signs certificates. */
export const signingPurpose = (id: string): string => `signing key ${id}`;

/** Throws UNAVAILABLE where no key is set. */
export function secretsOf({ secrets }: Pick<Ports, "secrets">): Secrets {
  if (!secrets) throw new ServiceError("UNAVAILABLE", { part: "secrets" });
  return secrets;
}

/** How to reach a controller; null: its password cannot be opened (another key, or a changed row). */
export function addressOf(secrets: Secrets, { url, username, secret, trust }: SealedController): BmcAddress | null {
  const password = secrets.open(purposeOf(url), secret);
  return password === null ? null : { url, username, password, trust };
}

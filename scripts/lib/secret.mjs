import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { readIfThere, writeWhole } from "./files.mjs";
import { dataDir } from "./paths.mjs";

/**
 * The secret that signs sessions: the environment's, else one made once and kept readable for this account alone.
 * @param {string} [file]
 * @returns {string}
 */
export function authSecret(file = join(dataDir, "auth-secret")) {
  if (process.env.BETTER_AUTH_SECRET) return process.env.BETTER_AUTH_SECRET;
  const kept = readIfThere(file)?.trim();
  if (kept) return kept;
  const secret = randomBytes(32).toString("base64url");
  writeWhole(file, `${secret}\n`, 0o600);
  return secret;
}

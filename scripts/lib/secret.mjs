import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { readIfThere, writeWhole } from "./files.mjs";
import { dataDir } from "./paths.mjs";

/** The secret that signs sessions. @param {string} [file] @returns {string} */
export const authSecret = (file = join(dataDir, "auth-secret")) => kept("BETTER_AUTH_SECRET", file);

/** What passwords of management controllers and keys of certificates are sealed with. @param {string} [file] @returns {string} */
export const secretKey = (file = join(dataDir, "secret-key")) => kept("HEADROOM_SECRET_KEY", file);

/** The environment's, else one made once and kept readable for this account alone. @param {string} name @param {string} file @returns {string} */
function kept(name, file) {
  const given = process.env[name];
  if (given) return given;
  const before = readIfThere(file)?.trim();
  if (before) return before;
  const secret = randomBytes(32).toString("base64url");
  writeWhole(file, `${secret}\n`, 0o600);
  return secret;
}

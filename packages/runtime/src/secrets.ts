import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from "node:crypto";
import type { Secrets } from "@headroom/services/ports/secrets";

const FORM = "s1";
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** A key by its name: the beginning of a digest of the key itself, so that what was sealed says with which key. */
function keyOf(secret: string): Key {
  const drawn = (use: string) => Buffer.from(hkdfSync("sha256", secret, "headroom", use, 32));
  const key = drawn("secrets at rest, s1");
  const name = createHash("sha256").update("name").update(key).digest("hex").slice(0, 8);
  return { name, key, signing: drawn("signatures, s1") };
}
interface Key {
  readonly name: string;
  readonly key: Buffer;
  readonly signing: Buffer;
}
const signatureOf = ({ name, signing }: Key, text: string) =>
  `${name}-${createHmac("sha256", signing).update(text).digest("base64url")}`;

/**
 * AES-256-GCM, with a key drawn by HKDF from what the environment gives. Seals with the newest; what was sealed with one before it opens too, until
 * it is sealed anew.
 */
export function openSecrets(newest: string, before: readonly string[] = []): Secrets {
  const current = keyOf(newest);
  const keys = new Map([...before.map(keyOf), current].map((key) => [key.name, key]));
  return {
    seal(purpose, text) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv("aes-256-gcm", current.key, nonce).setAAD(Buffer.from(purpose));
      const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final(), cipher.getAuthTag()]);
      return [FORM, current.name, nonce.toString("base64url"), sealed.toString("base64url")].join(".");
    },
    open(purpose, sealed) {
      const [form, name = "", nonce = "", text = "", ...more] = sealed.split(".");
      const key = keys.get(name)?.key;
      const bytes = Buffer.from(text, "base64url");
      if (form !== FORM || !key || more.length > 0 || bytes.length < TAG_BYTES) return null;
      try {
        const decipher = createDecipheriv("aes-256-gcm", key, Buffer.from(nonce, "base64url"), {
          authTagLength: TAG_BYTES,
        });
        decipher.setAAD(Buffer.from(purpose)).setAuthTag(bytes.subarray(-TAG_BYTES));
        return Buffer.concat([decipher.update(bytes.subarray(0, -TAG_BYTES)), decipher.final()]).toString("utf8");
      } catch {
        return null;
      }
    },
    sign: (text) => signatureOf(current, text),
    isSigned(text, signature) {
      const key = keys.get(signature.slice(0, current.name.length));
      if (!key) return false;
      // compared as text: one signature is written in one way
      const [given, expected] = [Buffer.from(signature), Buffer.from(signatureOf(key, text))];
      return given.length === expected.length && timingSafeEqual(given, expected);
    },
    isCurrent: (sealed) => sealed.startsWith(`${FORM}.${current.name}.`),
  };
}

import { createHash, randomBytes } from "node:crypto";

const DAY_MS = 86_400_000;
export const INVITE_LIFETIME_MS = 7 * DAY_MS;

/** 256 random bits, fit for a link. */
export const newToken = (): string => randomBytes(32).toString("base64url");

/** What the database keeps of a token. A plain digest will do: a random token cannot be guessed from it. */
export const digestOf = (token: string): string => createHash("sha256").update(token).digest("hex");

export const invitePath = (token: string): string => `/invite/${token}`;

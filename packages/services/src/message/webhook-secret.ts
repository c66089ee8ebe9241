import { randomBytes } from "node:crypto";

/** As Standard Webhooks write it. */
export const newWebhookSecret = (): string => `whsec_${randomBytes(32).toString("base64")}`;

/** Bound to the address: another address gets another secret. */
export const webhookPurpose = (address: string): string => `webhook ${address}`;

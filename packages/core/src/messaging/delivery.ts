import type { Retry } from "../rollout/types";

/** `queued`: it is tried again. `failed`: given up, and somebody has to look. `dropped`: what it told of is over, so nobody was told. */
export const deliveryStates = ["queued", "sent", "failed", "dropped"] as const;
export type DeliveryState = (typeof deliveryStates)[number];

/** Of a message that a server refused for now, or that nobody took: half a minute, doubling to two hours; given up after some seven hours. */
export const deliveryRetry: Retry = { attempts: 11, pauseMs: 30_000, longestPauseMs: 2 * 3_600_000 };

import type { PlacementLimit } from "./types";

/** What the amounts of each limit are counted in, wherever a certificate is written out. */
export const limitUnits = {
  positions: "positions",
  cooling: "W",
  power: "W",
  failover: "W",
  positionWeight: "kg",
  roomWeight: "kg",
  ports: "ports",
  tags: "tags",
  freeze: "days",
  spread: "racks",
  antiAffinity: "requests",
  affinity: "requests",
} as const satisfies Readonly<Record<PlacementLimit, string>>;

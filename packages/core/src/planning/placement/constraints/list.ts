import type { PlacementLimit } from "../types";
import type { Constraint } from "./constraint";
import { cooling } from "./cooling";
import { failover } from "./failover";
import { ports } from "./ports";
import { positions } from "./positions";
import { power } from "./power";
import { roomWeight } from "./room-weight";

/**
 * The limits of sums, in the order they are tried and named. Before them, row by row, are asked: tags and freezes (row-rules.ts), rules
 * among racks of one key (key-rules.ts), and group by group the weight of one rack (position-weight.ts).
 */
export const CONSTRAINTS: readonly Constraint[] = [positions, cooling, power, failover, roomWeight, ports];

/** Every limit, in the order in which a certificate names the first broken one. */
export const LIMIT_ORDER: readonly PlacementLimit[] = [
  ...CONSTRAINTS.map((c) => c.limit),
  "positionWeight",
  "tags",
  "freeze",
  "spread",
  "antiAffinity",
  "affinity",
];

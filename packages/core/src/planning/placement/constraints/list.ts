import type { PlacementLimit } from "../types";
import type { Constraint } from "./constraint";
import { cooling } from "./cooling";
import { failover } from "./failover";
import { positions } from "./positions";
import { power } from "./power";

/** The physical limits in the order they are tried and named; tags (constraints/tags.ts) are asked before them, row by row. */
export const CONSTRAINTS: readonly Constraint[] = [positions, cooling, power, failover];

/** Every limit, in the order in which a certificate names the first broken one. */
export const LIMIT_ORDER: readonly PlacementLimit[] = [
  ...CONSTRAINTS.map((c) => c.limit),
  "tags",
  "spread",
  "antiAffinity",
  "affinity",
];

import type { Constraint } from "./constraint";
import { cooling } from "./cooling";
import { failover } from "./failover";
import { positions } from "./positions";
import { power } from "./power";

/** The physical limits in the order they are tried and named; tags (constraints/tags.ts) are asked before them, row by row. */
export const CONSTRAINTS: readonly Constraint[] = [positions, cooling, power, failover];

/** Names that browsers show lists of. They stand apart from the shapes, so that a page can have them without what checks shapes. */

/** What is shared or fails together: a row, a room, a top device that feeds the row, a fault domain (without one: the room). */
export const domainScopes = ["row", "room", "topDevice", "faultDomain"] as const;
export const ruleKinds = ["spread", "antiAffinity", "affinity"] as const;
/** In which order a batch of requests is planned. */
export const batchOrders = ["urgent", "arrival", "largest"] as const;

/**
 * The planner's id of a fault domain. Rows without one are in the domain of their room, whose id is a number: a name that looks like one
 * must not be taken for it.
 */
export const faultDomainId = (name: string): string => `domain ${name}`;

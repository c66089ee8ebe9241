/** What is picked up: the placement of an action, or a request of the draft without a place. */
export type Picked = { readonly actionId: number } | { readonly requestId: number };

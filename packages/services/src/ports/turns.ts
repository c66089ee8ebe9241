/** One plan at a time in a datacenter, over all workers. */
export interface Turns {
  /**
   * Runs `body` when it is its turn in every one of the datacenters, in the order of asking, and answers what it answers. Who dies gives
   * its turn up. `onWait` hears every second or so which datacenter is waited for. Rejects when `signal` is aborted while it waits.
   */
  take<T>(
    datacenterIds: readonly number[],
    options: { readonly signal: AbortSignal; readonly onWait: (datacenterId: number) => void },
    body: () => Promise<T>,
  ): Promise<T>;
}

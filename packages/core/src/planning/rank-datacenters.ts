/** How a request would fare in a datacenter, and what is left there. */
export interface DatacenterPrefit {
  readonly code: string;
  /** Completely, in one row or in lots where it may be split. */
  readonly fits: boolean;
  /** Rows that take it whole. */
  readonly rowsThatFit: number;
  /** Rows it would be spread over; 1 where one takes it whole. */
  readonly lots: number;
  readonly racksThatFit: number;
  readonly freePositions: number;
  readonly freePowerW: number;
}

/**
 * Best first: where it fits, then in the fewest pieces, then where most of it fits, then where most rows take it (the easiest place
 * to lose some room), then where most power is free. The code settles what is left, so that the order never depends on chance.
 */
export function compareDatacenters(a: DatacenterPrefit, b: DatacenterPrefit): number {
  return (
    Number(b.fits) - Number(a.fits) ||
    (a.fits ? a.lots - b.lots : b.racksThatFit - a.racksThatFit) ||
    b.rowsThatFit - a.rowsThatFit ||
    b.freePowerW - a.freePowerW ||
    b.freePositions - a.freePositions ||
    (a.code < b.code ? -1 : a.code > b.code ? 1 : 0)
  );
}

/** Who has a position from a day on, when somebody does. */
export interface PositionOwner {
  readonly positionId: number;
  /** As `NRD-2 R2-17 tile 4`: datacenter, row, number. */
  readonly name: string;
  readonly kind: "occupied" | "committed" | "held" | "reserved";
  readonly planId: number | null;
  readonly planActionId: number | null;
  /** Words for a person: the rack, the plan or who reserved it. */
  readonly owner: string;
}

/** A rack that somebody wants to move: where it stands, and the plan that holds or has committed a place for it. */
export interface RackOnTheMove {
  readonly rackId: number;
  readonly rack: string;
  /** null: nowhere. */
  readonly positionId: number | null;
  /** As `R2-17 tile 4`. */
  readonly stands: string | null;
  /** null: no plan. */
  readonly planId: number | null;
  readonly plan: string | null;
}

/** A plan that was committed, or something else that changed a datacenter, since a moment. */
export interface DatacenterChange {
  readonly datacenterId: number;
  readonly planId: number | null;
  readonly what: string;
}

export interface OccupancyRepository {
  /** Owners of positions on that day or later. */
  owners(positionIds: readonly number[], from: string): Promise<PositionOwner[]>;
  /** Names of positions, and whether they are blocked, for those that still exist. */
  positions(ids: readonly number[]): Promise<{ id: number; name: string; blockedReason: string | null }[]>;
  /** Of racks that exist. */
  racksOnTheMove(rackIds: readonly number[], from: string): Promise<RackOnTheMove[]>;
  /** Holds every position of the plan's actions until further notice. The database refuses what is taken. */
  hold(planId: number, from: string): Promise<number>;
  /** Held becomes committed, in place. Returns how many. */
  commit(planId: number): Promise<number>;
  /** Gives back what the plan held or had committed. Returns how many. */
  release(planId: number): Promise<number>;
  /** Raises the version of every datacenter. */
  touch(datacenterIds: readonly number[]): Promise<void>;
  /** Plans that were submitted after this approval was asked for and hold positions in these datacenters. */
  heldLater(datacenterIds: readonly number[], approvalId: number): Promise<ReadonlySet<number>>;
  /** What changed in the datacenters since the moment, latest first. */
  changedSince(datacenterIds: readonly number[], since: string, exceptPlanId: number): Promise<DatacenterChange[]>;
}

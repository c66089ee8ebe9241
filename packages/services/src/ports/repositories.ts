import type { AccountRepository } from "./accounts";
import type { ApprovalRepository } from "./approvals";
import type { AuditReader, AuditWriter } from "./audit";
import type { CapacityRepository } from "./capacity";
import type { CatalogRepository } from "./catalog";
import type { FactsRepository } from "./facts";
import type { FleetRepository } from "./fleet";
import type { InventoryRepository } from "./fleet-inventory";
import type { ImportRepository } from "./imports";
import type { InviteRepository } from "./invites";
import type { Locks } from "./locks";
import type { NotificationRepository } from "./notifications";
import type { OccupancyRepository } from "./occupancy";
import type { OverrideRepository } from "./overrides";
import type { OverviewRepository } from "./overview";
import type { PlacementKeyRepository } from "./placement-keys";
import type { PlanRepository } from "./plans";
import type { ReplayRepository } from "./replays";
import type { RequestRepository } from "./requests";
import type { ScenarioRepository } from "./scenarios";
import type { SearchRepository } from "./search";
import type { UserRepository } from "./users";

/** Every repository of a unit of work, one per noun; their interfaces stand in this folder, a file each. */
export interface Repositories {
  readonly accounts: AccountRepository;
  readonly approvals: ApprovalRepository;
  readonly audit: AuditWriter;
  readonly auditLog: AuditReader;
  readonly capacity: CapacityRepository;
  readonly catalog: CatalogRepository;
  readonly facts: FactsRepository;
  readonly fleet: FleetRepository;
  readonly imports: ImportRepository;
  readonly invites: InviteRepository;
  readonly inventory: InventoryRepository;
  readonly search: SearchRepository;
  readonly overview: OverviewRepository;
  readonly locks: Locks;
  readonly notifications: NotificationRepository;
  readonly occupancy: OccupancyRepository;
  readonly overrides: OverrideRepository;
  readonly placementKeys: PlacementKeyRepository;
  readonly plans: PlanRepository;
  readonly requests: RequestRepository;
  readonly replays: ReplayRepository;
  readonly scenarios: ScenarioRepository;
  readonly users: UserRepository;
}

import type { Repositories } from "@headroom/services/ports/repositories";
import { accountRepository } from "./repositories/accounts/repository";
import { alertRouteRepository } from "./repositories/alert-routes/repository";
import { alertRepository } from "./repositories/alerts/repository";
import { approvalRepository } from "./repositories/approvals/repository";
import { auditReader } from "./repositories/audit/reader";
import { auditWriter } from "./repositories/audit/writer";
import { capacityRepository } from "./repositories/capacity/repository";
import { catalogRepository } from "./repositories/catalog/repository";
import { contactRepository } from "./repositories/contacts/repository";
import { controllerRepository } from "./repositories/controllers/repository";
import { decommissionRepository } from "./repositories/decommission/repository";
import { factsRepository } from "./repositories/facts/repository";
import { fleetRepository } from "./repositories/fleet/repository";
import { fleetRecordRepository } from "./repositories/fleet-records/repository";
import { freezeRepository } from "./repositories/freezes/repository";
import { handoverRepository } from "./repositories/handover/repository";
import { hardwareRecordRepository } from "./repositories/hardware-records/repository";
import { importRepository } from "./repositories/imports/repository";
import { inventoryRepository } from "./repositories/inventory/repository";
import { inviteRepository } from "./repositories/invites/repository";
import { locks } from "./repositories/locks/locks";
import { notificationRepository } from "./repositories/notifications/repository";
import { occupancyRepository } from "./repositories/occupancy/repository";
import { outboxRepository } from "./repositories/outbox/repository";
import { overrideRepository } from "./repositories/overrides/repository";
import { overviewRepository } from "./repositories/overview/repository";
import { placementKeyRepository } from "./repositories/placement-keys/repository";
import { planRepository } from "./repositories/plans/repository";
import { readingRepository } from "./repositories/readings/repository";
import { recordRepository } from "./repositories/records/repository";
import { replayRepository } from "./repositories/replays/repository";
import { requestRepository } from "./repositories/requests/repository";
import { reservationRepository } from "./repositories/reservations/repository";
import { runEffects } from "./repositories/run-effects/repository";
import { runRepository } from "./repositories/runs/repository";
import { sanitisationRepository } from "./repositories/sanitisation/repository";
import { scenarioRepository } from "./repositories/scenarios/repository";
import { searchRepository } from "./repositories/search/repository";
import { tableRepository } from "./repositories/tables/repository";
import { telemetryRepository } from "./repositories/telemetry/repository";
import { telemetrySourceRepository } from "./repositories/telemetry/sources";
import { traceRepository } from "./repositories/traces/repository";
import { userRepository } from "./repositories/users/repository";
import { viewRepository } from "./repositories/views/repository";
import { workOrderRepository } from "./repositories/work-orders/repository";
import { workerRepository } from "./repositories/workers/repository";
import type { Transaction } from "./unit-of-work";

/** Every repository over one transaction; one folder per noun, a line each. */
export function repositoriesOf(transaction: Transaction): Repositories {
  return {
    accounts: accountRepository(transaction),
    alertRoutes: alertRouteRepository(transaction),
    alerts: alertRepository(transaction),
    approvals: approvalRepository(transaction),
    audit: auditWriter(transaction),
    auditLog: auditReader(transaction),
    capacity: capacityRepository(transaction),
    catalog: catalogRepository(transaction),
    contacts: contactRepository(transaction),
    controllers: controllerRepository(transaction),
    facts: factsRepository(transaction),
    inventory: inventoryRepository(transaction),
    search: searchRepository(transaction),
    overview: overviewRepository(transaction),
    fleet: fleetRepository(transaction),
    fleetRecords: fleetRecordRepository(transaction),
    freezes: freezeRepository(transaction),
    decommission: decommissionRepository(transaction),
    handover: handoverRepository(transaction),
    hardware: hardwareRecordRepository(transaction),
    imports: importRepository(transaction),
    invites: inviteRepository(transaction),
    locks: locks(transaction),
    notifications: notificationRepository(transaction),
    occupancy: occupancyRepository(transaction),
    outbox: outboxRepository(transaction),
    overrides: overrideRepository(transaction),
    placementKeys: placementKeyRepository(transaction),
    plans: planRepository(transaction),
    readings: readingRepository(transaction),
    records: recordRepository(transaction),
    requests: requestRepository(transaction),
    reservations: reservationRepository(transaction),
    replays: replayRepository(transaction),
    runs: runRepository(transaction),
    runEffects: runEffects(transaction),
    sanitisation: sanitisationRepository(transaction),
    scenarios: scenarioRepository(transaction),
    tables: tableRepository(transaction),
    telemetry: telemetryRepository(transaction),
    traces: traceRepository(transaction),
    telemetrySources: telemetrySourceRepository(transaction),
    users: userRepository(transaction),
    views: viewRepository(transaction),
    workers: workerRepository(transaction),
    workOrders: workOrderRepository(transaction),
  };
}

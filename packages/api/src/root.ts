import { adminRouter } from "./routers/admin/router";
import { alertRouter } from "./routers/alert/router";
import { approvalRouter } from "./routers/approval/router";
import { auditRouter } from "./routers/audit/router";
import { catalogRouter } from "./routers/catalog/router";
import { clockRouter } from "./routers/clock/router";
import { contactRouter } from "./routers/contact/router";
import { controllerRouter } from "./routers/controller/router";
import { datacenterRouter } from "./routers/datacenter/router";
import { decommissionRouter } from "./routers/decommission/router";
import { exportRouter } from "./routers/export/router";
import { freezeRouter } from "./routers/freeze/router";
import { handoverRouter } from "./routers/handover/router";
import { importRouter } from "./routers/import/router";
import { inviteRouter } from "./routers/invite/router";
import { keyRouter } from "./routers/key/router";
import { notificationRouter } from "./routers/notification/router";
import { operationsRouter } from "./routers/operations/router";
import { overrideRouter } from "./routers/override/router";
import { overviewRouter } from "./routers/overview/router";
import { placementRouter } from "./routers/placement/router";
import { planRouter } from "./routers/plan/router";
import { powerRouter } from "./routers/power/router";
import { rackRouter } from "./routers/rack/router";
import { recordRouter } from "./routers/record/router";
import { regionRouter } from "./routers/region/router";
import { repairRouter } from "./routers/repair/router";
import { replayRouter } from "./routers/replay/router";
import { requestRouter } from "./routers/request/router";
import { reservationRouter } from "./routers/reservation/router";
import { ruleRouter } from "./routers/rule/router";
import { runRouter } from "./routers/run/router";
import { sanitisationRouter } from "./routers/sanitisation/router";
import { scenarioRouter } from "./routers/scenario/router";
import { searchRouter } from "./routers/search/router";
import { sessionRouter } from "./routers/session/router";
import { tableRouter } from "./routers/table/router";
import { taskRouter } from "./routers/task/router";
import { telemetryRouter } from "./routers/telemetry/router";
import { templateRouter } from "./routers/template/router";
import { utilisationRouter } from "./routers/utilisation/router";
import { viewRouter } from "./routers/view/router";
import { workOrderRouter } from "./routers/work-order/router";
import { workerRouter } from "./routers/worker/router";
import { router } from "./trpc";

export const appRouter = router({
  session: sessionRouter,
  region: regionRouter,
  datacenter: datacenterRouter,
  rack: rackRouter,
  power: powerRouter,
  telemetry: telemetryRouter,
  alert: alertRouter,
  reservation: reservationRouter,
  catalog: catalogRouter,
  controller: controllerRouter,
  sanitisation: sanitisationRouter,
  record: recordRouter,
  table: tableRouter,
  view: viewRouter,
  search: searchRouter,
  overview: overviewRouter,
  utilisation: utilisationRouter,
  audit: auditRouter,
  request: requestRouter,
  plan: planRouter,
  scenario: scenarioRouter,
  replay: replayRouter,
  placement: placementRouter,
  override: overrideRouter,
  rule: ruleRouter,
  key: keyRouter,
  freeze: freezeRouter,
  repair: repairRouter,
  approval: approvalRouter,
  run: runRouter,
  task: taskRouter,
  operations: operationsRouter,
  contact: contactRouter,
  workOrder: workOrderRouter,
  clock: clockRouter,
  template: templateRouter,
  notification: notificationRouter,
  admin: adminRouter,
  invite: inviteRouter,
  decommission: decommissionRouter,
  handover: handoverRouter,
  worker: workerRouter,
  import: importRouter,
  export: exportRouter,
});

export type AppRouter = typeof appRouter;

import type { RowDetail } from "@headroom/contracts/fleet";
import { answerRow, feasibility } from "@headroom/core/planning/placement/explain";
import { type Actor, authorize } from "../actor";
import { dayOf } from "../days";
import { notFound } from "../errors";
import { placementRequest } from "../placement/ask";
import { reliefOf, toChange, toRow } from "../placement/certificate";
import { cachedFloors, type OpenFloor } from "../placement/floors";
import { type Names, namesOf } from "../placement/names";
import { planFloors } from "../placement/plan-floor";
import { type Reach, reachOf } from "../placement-key/reach";
import type { Ports } from "../ports";
import type { Repositories } from "../ports/repositories";
import type { RequestRecord } from "../ports/requests";
import { visibleRequest } from "../request/guard";

/**
 * One row, and with a request what stands in its way there: every limit of the row held against it, the raise that would be enough
 * (solved again), how many racks fit, and the best other row of the datacenter. With a plan: on the floor with everything the plan places
 * but the request itself. Needs fleet.read, with a request also request.read, with a plan plan.read.
 * Throws NOT_FOUND for an unknown row, request or plan.
 */
export async function getRow(
  ports: Ports,
  actor: Actor,
  input: { readonly rowId: number; readonly requestId?: number | undefined; readonly planId?: number | undefined },
): Promise<RowDetail> {
  authorize(actor, "fleet.read");
  if (input.requestId !== undefined) authorize(actor, "request.read");
  if (input.planId !== undefined) authorize(actor, "plan.read");
  return ports.work.read(async (repositories) => {
    const id = await repositories.inventory.datacenterOfRow(input.rowId);
    const today = dayOf(ports.clock.now());
    const candidates = await repositories.requests.candidates();
    const datacenter = candidates.find((one) => one.id === id);
    if (!datacenter) throw notFound("row", input.rowId);
    const [floor] = await cachedFloors(ports.work, repositories, [datacenter], today);
    const rowId = String(input.rowId);
    const row = floor?.snapshot.model.rows.find((one) => one.id === rowId);
    if (!floor || !row) throw notFound("row", input.rowId);
    const names = namesOf(floor.snapshot);
    const request = input.requestId === undefined ? null : await visibleRequest(repositories, actor, input.requestId);
    const seen =
      request && input.planId !== undefined
        ? await withPlan(ports, repositories, floor, request, input.planId)
        : { floor, counted: null, reach: await reachOf(repositories, candidates, request ? [request] : [], today) };
    return {
      rowId: input.rowId,
      row: names.row(rowId),
      room: names.room(row.roomId),
      datacenter: floor.snapshot.code,
      request: request && {
        ...answerOf(seen.floor, names, rowId, request),
        counted: seen.counted ?? (request.state === "submitted" || request.state === "committed"),
        allowed: seen.reach(request).near.some((one) => one.id === datacenter.id),
      },
    };
  });
}

/** The floor with the plan's placements but for those of the request; `counted`: false where they could be told apart. */
async function withPlan(
  ports: Ports,
  repositories: Repositories,
  floor: OpenFloor,
  request: RequestRecord,
  planId: number,
): Promise<{ floor: OpenFloor; counted: boolean | null; reach: Reach }> {
  const scene = await planFloors(ports, repositories, request, planId);
  const isOfPlan = scene.facts?.planned.some((one) => one.requestId === request.id) === true;
  const loads = scene.loadsOf(floor, (action) => action.requestId === request.id);
  return { floor: { ...floor, loads }, counted: isOfPlan ? false : null, reach: scene.reach };
}

function answerOf(
  floor: OpenFloor,
  names: Names,
  rowId: string,
  request: RequestRecord,
): Omit<NonNullable<RowDetail["request"]>, "allowed" | "counted"> {
  const { id, title, service, racks, rackType, powerW } = request;
  const placement = placementRequest("ask", request);
  const answer = answerRow(floor.dc, floor.loads, placement, rowId);
  if (!answer) throw notFound("row", rowId);
  const best = answer.certificate.fits ? null : feasibility(floor.dc, floor.loads, placement).bestRow;
  const bestRoom = best && floor.snapshot.model.rows.find((one) => one.id === best.rowId)?.roomId;
  return {
    ...{ id, title, service, racks, rackType, powerW },
    certificate: toRow(names, answer.certificate),
    raise: answer.raise.map((change) => toChange(names, change, rowId)),
    relief: answer.raise.length > 0 ? reliefOf(rowId, answer.raise) : null,
    racksThatFit: answer.racksThatFit,
    elsewhere: best && {
      rowId: Number(best.rowId),
      row: names.row(best.rowId),
      room: bestRoom ? names.room(bestRoom) : "",
    },
  };
}

import type { FreezeConflict, FreezeRow, FreezeWhen } from "@headroom/contracts/freeze";
import { type Actor, authorize } from "../actor";
import { dayOf } from "../days";
import { notFound } from "../errors";
import type { Ports } from "../ports";
import { placeOf, whenOf } from "./place";

interface ListInput {
  readonly datacenter?: string | undefined;
  readonly when?: FreezeWhen | undefined;
  readonly limit: number;
}

/** Freeze windows. Needs fleet.read. */
export async function listFreezes(
  ports: Ports,
  actor: Actor,
  input: ListInput,
): Promise<{ rows: FreezeRow[]; total: number }> {
  authorize(actor, "fleet.read");
  const today = dayOf(ports.clock.now());
  const { rows, total } = await ports.work.read(({ freezes }) => freezes.list({ ...input, today }));
  return {
    total,
    rows: rows.map((freeze) => ({
      ...{ id: freeze.id, version: freeze.version, datacenter: freeze.datacenter, region: freeze.region },
      ...{ room: freeze.room, row: freeze.row, startsOn: freeze.startsOn, endsOn: freeze.endsOn },
      ...{ reason: freeze.reason, author: freeze.author, ended: freeze.ended },
      when: whenOf(freeze, today),
    })),
  };
}

/** Plans with approvers, or approved, that start something inside such a window. Needs plan.read. NOT_FOUND, INVALID_INPUT as in create. */
export async function freezeConflicts(
  ports: Ports,
  actor: Actor,
  input: Parameters<typeof placeOf>[1] & { readonly startsOn: string; readonly endsOn: string },
): Promise<FreezeConflict[]> {
  authorize(actor, "plan.read");
  return ports.work.read(async (repositories) =>
    repositories.freezes.plansIn(await placeOf(repositories, input), input),
  );
}

/** Rooms and rows of a datacenter. Needs fleet.read. Throws NOT_FOUND. */
export async function freezePlaces(ports: Ports, actor: Actor, input: { readonly datacenter: string }) {
  authorize(actor, "fleet.read");
  const found = await ports.work.read(({ freezes }) => freezes.places(input.datacenter));
  if (!found) throw notFound("datacenter", input.datacenter);
  return found.rooms;
}

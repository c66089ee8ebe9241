import { invalidInput, notFound, ServiceError } from "../errors";
import type { FreezeDays, FreezePlace, FreezeRecord } from "../ports/freezes";
import type { Repositories } from "../ports/repositories";

/** The place by ids. Throws NOT_FOUND for an unknown datacenter, INVALID_INPUT for a room or row that is not there. */
export async function placeOf(
  { freezes }: Pick<Repositories, "freezes">,
  input: { readonly datacenter: string; readonly roomId: number | null; readonly rowId: number | null },
): Promise<FreezePlace> {
  const { roomId, rowId } = input;
  const found = await freezes.places(input.datacenter);
  if (!found) throw notFound("datacenter", input.datacenter);
  const room = found.rooms.find((one) => one.id === roomId);
  if (roomId !== null && !room) throw invalidInput("roomId", `a room of ${input.datacenter}`, roomId);
  if (rowId !== null && !room?.rows.some((row) => row.id === rowId))
    throw invalidInput("rowId", "a row of the room that is named", rowId);
  return { datacenterId: found.id, roomId, rowId };
}

/** Throws INVALID_INPUT where the days end before they begin, or are all over. */
export function mustBeDays({ startsOn, endsOn }: FreezeDays, today: string): void {
  if (endsOn < startsOn) throw invalidInput("endsOn", `${startsOn} or later`, endsOn);
  if (endsOn < today) throw invalidInput("endsOn", `today (${today}) or later`, endsOn);
}

export const whenOf = ({ startsOn, endsOn, ended }: FreezeRecord, today: string): "now" | "coming" | "past" =>
  ended !== null || endsOn < today ? "past" : startsOn > today ? "coming" : "now";

/** Locks the window. NOT_FOUND, CONFLICT when somebody changed it since `version` was read, WRONG_STATE when it is over. */
export async function lockFreeze(
  { freezes }: Pick<Repositories, "freezes">,
  ref: { readonly id: number; readonly version: number },
  today: string,
  action: string,
): Promise<FreezeRecord> {
  const freeze = await freezes.lock(ref.id);
  if (!freeze) throw notFound("freeze", ref.id);
  const { version } = freeze;
  if (version !== ref.version)
    throw new ServiceError("CONFLICT", { kind: "freeze", id: ref.id, expectedVersion: ref.version, version });
  const state = freeze.ended ? "ended" : whenOf(freeze, today) === "past" ? "over" : null;
  if (state) throw new ServiceError("WRONG_STATE", { kind: "freeze", id: ref.id, state, action, allowed: [] });
  return freeze;
}

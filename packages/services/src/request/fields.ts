import type { RequestInput } from "@headroom/contracts/request";
import { racksFor } from "@headroom/core/planning/sizing/racks-for";
import { daysLater, instantOf } from "../days";
import { invalidInput, ServiceError } from "../errors";
import type { RackTypeRecord } from "../ports/catalog";
import type { Repositories } from "../ports/repositories";
import type { Places, RequestFields } from "../ports/requests";

/** Days in which a request is to be answered, by priority: 1 is the most urgent. */
const ANSWER_DAYS: Readonly<Record<number, number>> = { 1: 3, 2: 10, 3: 15, 4: 20 };

/** Requests beyond this are a building, not a placement. */
export const MAX_RACKS = 10_000;

type Asked = Pick<RequestInput, "rackType" | "unit" | "amount" | "region" | "zone" | "datacenter">;

export interface Resolved {
  readonly type: RackTypeRecord;
  readonly racks: number;
  readonly places: Places & { readonly regionId: number };
}

/** Codes to ids and the amount to racks. INVALID_INPUT names every field that means nothing here. */
export async function resolve(
  repositories: Pick<Repositories, "catalog" | "requests">,
  asked: Asked,
): Promise<Resolved> {
  const types = await repositories.catalog.rackTypes();
  const type = types.find((t) => t.code === asked.rackType);
  const places = await repositories.requests.places(asked);
  const issues: { path: string; expected: string; got: unknown }[] = [];
  const check = (fine: boolean, path: string, expected: string, got: unknown) => {
    if (!fine) issues.push({ path, expected, got });
  };
  check(type !== undefined, "rackType", "a rack type of the catalogue", asked.rackType);
  check(places.regionId !== null, "region", "a region of the fleet", asked.region);
  check(asked.zone === null || places.zoneId !== null, "zone", `a zone of region ${asked.region}`, asked.zone);
  check(
    asked.datacenter === null || places.datacenterId !== null,
    "datacenter",
    "a datacenter of the region and zone",
    asked.datacenter,
  );
  const racks = type ? racksFor(asked.unit, asked.amount, type) : null;
  if (type) check(racks !== null, "unit", `a unit that a rack of type ${type.code} has`, asked.unit);
  if (racks !== null) check(racks <= MAX_RACKS, "amount", `at most ${MAX_RACKS} racks in one request`, racks);
  const { regionId } = places;
  if (!type || racks === null || regionId === null || issues.length > 0)
    throw new ServiceError("INVALID_INPUT", { issues });
  return { type, racks, places: { ...places, regionId } };
}

/** A form's input as fields to store. `now`: milliseconds; the answer is due so many days later, whatever it was before. */
export async function fieldsOf(
  repositories: Pick<Repositories, "catalog" | "requests">,
  input: RequestInput,
  now: number,
): Promise<RequestFields> {
  const { type, racks, places } = await resolve(repositories, input);
  if (input.neededBy < instantOf(now).slice(0, 10)) throw invalidInput("neededBy", "today or later", input.neededBy);
  const days = ANSWER_DAYS[input.priority] ?? ANSWER_DAYS[4]!;
  return {
    title: input.title,
    service: input.service,
    rackTypeId: type.id,
    unit: input.unit,
    amount: input.amount,
    racks,
    regionId: places.regionId,
    zoneId: places.zoneId,
    datacenterId: places.datacenterId,
    requiredTags: [...new Set(input.requiredTags)].sort(),
    splitRule: input.splitRule,
    priority: input.priority,
    neededBy: input.neededBy,
    answerBy: instantOf(daysLater(now, days)),
    note: input.note,
  };
}

import type { UtilisationInput as Input, Utilisation } from "@headroom/contracts/utilisation";
import { ALL_FAMILIES } from "@headroom/core/capacity/facts";
import { type Actor, authorize } from "../actor";
import { runway, runwayOf, statusOf, trendQuery } from "../capacity/runway";
import { notFound } from "../errors";
import type { Ports } from "../ports";
import type { FactScope, FactSums, MonthSums } from "../ports/facts";
import type { Repositories } from "../ports/repositories";

type Values = Utilisation["members"][number]["last"];

/**
 * Stored monthly facts of a scope: what the charts, their tables and the CSV are all made of. Without a family the months have a limit and
 * stranded capacity, with one they are null. Members and families are of the month asked for, judged by the twelve months up to it.
 * Nothing is computed anew but sums and the trend. Throws NOT_FOUND.
 */
export async function getUtilisation(ports: Ports, actor: Actor, input: Input): Promise<Utilisation> {
  authorize(actor, "facts.read");
  return ports.work.read(async (reads) => {
    const scope = await scopeOf(reads, input);
    const familyCode = input.family ?? ALL_FAMILIES;
    const { facts } = reads;
    const resources = [input.resource] as const;
    const months = await facts.series({ ...scope, familyCode, resources, from: input.from, to: input.to });
    const last = months.at(-1)?.month ?? null;
    const chosen = months.find((one) => one.month === input.month)?.month ?? last;
    const asOf = await reads.capacity.asOf();
    const trend = last === null ? [] : await facts.series({ ...scope, ...trendQuery(last), resources });
    const { status, months: left, month, basis } = runway(trend, asOf ?? "").by[input.resource];
    return {
      resource: input.resource,
      unit: input.resource === "space" ? "positions" : "W",
      asOf,
      months: months.map((m) => ({ month: m.month, ...valuesOf(m, familyCode) })),
      month: chosen,
      members: chosen === null ? [] : await membersOf(reads, scope, input, chosen),
      families: chosen === null ? [] : await familiesOf(reads, scope, input, chosen),
      exhaustion: { status, months: left, month, basis },
    };
  });
}

const valuesOf = (sums: FactSums, familyCode: string): Values => {
  const { limit, installed, inService, committed, reserved, stranded } = sums;
  const whole = familyCode === ALL_FAMILIES;
  return { limit: whole ? limit : null, installed, inService, committed, reserved, stranded: whole ? stranded : null };
};

async function scopeOf({ inventory }: Pick<Repositories, "inventory">, input: Input): Promise<FactScope> {
  if (input.datacenter !== undefined) {
    const found = (await inventory.datacenters()).find((d) => d.code === input.datacenter);
    if (!found || (input.region !== undefined && found.region !== input.region))
      throw notFound("datacenter", input.datacenter);
    return { regionId: found.regionId, datacenterId: found.id };
  }
  if (input.region === undefined) return {};
  const found = (await inventory.regions()).find((r) => r.code === input.region);
  if (!found) throw notFound("region", input.region);
  return { regionId: found.id };
}

/** The next level below the scope: regions of the fleet, datacenters of a region, nothing below a datacenter. */
async function membersOf(
  { inventory, facts }: Pick<Repositories, "inventory" | "facts">,
  scope: FactScope,
  input: Input,
  month: string,
): Promise<Utilisation["members"]> {
  if (scope.datacenterId !== undefined) return [];
  const kind = scope.regionId === undefined ? "region" : "datacenter";
  const familyCode = input.family ?? ALL_FAMILIES;
  const things = kind === "region" ? await inventory.regions() : await inventory.datacenters(scope.regionId);
  const series = await facts.seriesByMember(kind, {
    ...scope,
    ...trendQuery(month),
    familyCode,
    resources: [input.resource],
  });
  return things.map(({ id, code, name }) => {
    const months = series.get(id) ?? [];
    const latest = months.find((m) => m.month === month);
    const exhaustion = runwayOf(familyCode === ALL_FAMILIES ? months : [], input.resource);
    return {
      kind,
      code,
      name,
      last: valuesOf(latest ?? none, familyCode),
      status: statusOf[exhaustion.kind],
      monthsToExhaustion: exhaustion.kind === "months" ? exhaustion.months : null,
    };
  });
}

const none: FactSums = { limit: 0, installed: 0, inService: 0, committed: 0, reserved: 0, stranded: 0 };

async function familiesOf(
  { catalog, facts }: Pick<Repositories, "catalog" | "facts">,
  scope: FactScope,
  input: Input,
  month: string,
): Promise<Utilisation["families"]> {
  const stored: ReadonlyMap<string, readonly MonthSums[]> = await facts.families(month, [input.resource], scope);
  return (await catalog.families()).map(({ code, name }) => ({
    code,
    name,
    last: valuesOf(stored.get(code)?.[0] ?? none, code),
  }));
}

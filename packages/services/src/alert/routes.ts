import { randomUUID } from "node:crypto";
import type { AlertRouteDto, AlertRouteInput, AlertRouteUpdateInput } from "@headroom/contracts/alert-route";
import { type Actor, authorize } from "../actor";
import { invalidInput, notFound, ServiceError } from "../errors";
import { deliveryOf } from "../message/delivery";
import type { Ports } from "../ports";
import type { RouteRecord, RouteWrite } from "../ports/alert-routes";
import type { Repositories } from "../ports/repositories";
import { record } from "../record";
import { rulesInForce } from "./evaluate";
import { messageTo } from "./route";

interface Ref {
  readonly id: number;
  readonly version: number;
}

const shown = ({ name, severities, rules, datacenter, receiver, tellsOver, everyMinutes, enabled }: RouteRecord) => ({
  ...{ name, severities, rules, datacenter, to: receiver.name, tellsOver, everyMinutes, enabled },
});

/** Who is told of which alerts, by name, with how the latest message of each stands. Needs alert.read. */
export async function listRoutes(ports: Ports, actor: Actor): Promise<AlertRouteDto[]> {
  authorize(actor, "alert.read");
  const rows = await ports.work.read(({ alertRoutes }) => alertRoutes.list());
  return rows.map(({ delivery, ...row }) => ({
    ...row,
    severities: [...row.severities],
    rules: [...row.rules],
    delivery: delivery && { ...deliveryOf(delivery), sentTo: null },
  }));
}

/** Needs alert.routes. Errors: TAKEN (the name), NOT_FOUND (receiver, datacenter, rule). */
export async function createRoute(ports: Ports, actor: Actor, input: AlertRouteInput): Promise<Ref> {
  authorize(actor, "alert.routes");
  return ports.work.write(async (repositories) => {
    await mustBeGood(repositories, input, null);
    const id = await repositories.alertRoutes.insert(input);
    const made = (await repositories.alertRoutes.get(id))!;
    await record(repositories, actor, {
      ...{ action: "alert_route.create", entityKind: "alert_route", entityId: String(id), after: shown(made) },
    });
    return { id, version: made.version };
  });
}

/** Needs alert.routes. Errors: as create, CONFLICT. */
export async function updateRoute(ports: Ports, actor: Actor, input: AlertRouteUpdateInput): Promise<Ref> {
  authorize(actor, "alert.routes");
  return ports.work.write(async (repositories) => {
    const before = await locked(repositories, input);
    await mustBeGood(repositories, input, input.id);
    await repositories.alertRoutes.change(input.id, input);
    const after = (await repositories.alertRoutes.get(input.id))!;
    await record(repositories, actor, {
      ...{ action: "alert_route.update", entityKind: "alert_route", entityId: String(input.id) },
      ...{ before: shown(before), after: shown(after) },
    });
    return { id: after.id, version: after.version };
  });
}

/** Messages of it that wait are not sent. Needs alert.routes. Errors: NOT_FOUND, CONFLICT. */
export async function removeRoute(ports: Ports, actor: Actor, input: Ref): Promise<{ readonly removed: true }> {
  authorize(actor, "alert.routes");
  return ports.work.write(async (repositories) => {
    const before = await locked(repositories, input);
    await repositories.alertRoutes.remove(input.id);
    await record(repositories, actor, {
      ...{ action: "alert_route.remove", entityKind: "alert_route", entityId: String(input.id), before: shown(before) },
    });
    return { removed: true };
  });
}

/** Sends the receiver of a route a message that says that messages arrive. Needs alert.routes. Throws NOT_FOUND. */
export async function testRoute(ports: Ports, actor: Actor, { id }: { readonly id: number }): Promise<{ key: string }> {
  authorize(actor, "alert.routes");
  const key = `test-${randomUUID()}`;
  return ports.work.write(async (repositories) => {
    const route = await repositories.alertRoutes.get(id);
    if (!route) throw notFound("route", id);
    await repositories.outbox.add([{ ...messageTo(route, key), kind: "test" }], ports.clock.now());
    await record(repositories, actor, {
      ...{
        action: "alert_route.test",
        entityKind: "alert_route",
        entityId: String(id),
        after: { to: route.receiver.name },
      },
    });
    return { key };
  });
}

async function locked({ alertRoutes }: Pick<Repositories, "alertRoutes">, { id, version }: Ref): Promise<RouteRecord> {
  const found = await alertRoutes.lock(id);
  if (!found) throw notFound("route", id);
  if (found.version !== version)
    throw new ServiceError("CONFLICT", { kind: "route", id, expectedVersion: version, version: found.version });
  return found;
}

async function mustBeGood({ alertRoutes, alerts }: Repositories, route: RouteWrite, except: number | null) {
  if (await alertRoutes.named(route.name, except))
    throw new ServiceError("TAKEN", { takes: [{ what: route.name, by: "another route", until: null }] });
  const known = await alertRoutes.known(route);
  if (!known.to) throw notFound(route.to.kind, route.to.id);
  if (!known.datacenter) throw notFound("datacenter", route.datacenter ?? "");
  const rules = new Set(rulesInForce(await alerts.rules()).map(({ id }) => id));
  const unknown = route.rules.findIndex((id) => !rules.has(id));
  if (unknown >= 0) throw invalidInput(`rules.${unknown}`, "a rule that there is", route.rules[unknown]);
}

import { nextMessageAt, type Routable, routeMatches } from "@headroom/core/alerting/route";
import type { Instant } from "@headroom/core/rollout/types";
import type { RouteRecord } from "../ports/alert-routes";
import type { NewMessage } from "../ports/outbox";
import type { Repositories } from "../ports/repositories";

export interface RoutableAlert extends Routable {
  readonly id: number;
}

type Routing = Pick<Repositories, "alertRoutes" | "outbox">;

/**
 * Says outside what fired and what is over, by every route that matches: in the message of the route that waits to be sent, or in a new one. Written with
 * what it tells of; one worker at a time looks at rules, so that a route has one message that gathers.
 */
export async function routeAlerts(
  repositories: Routing,
  { fired, over }: { readonly fired: readonly RoutableAlert[]; readonly over: readonly number[] },
  now: Instant,
): Promise<void> {
  if (fired.length + over.length === 0) return;
  for (const route of await repositories.alertRoutes.inForce()) {
    const firing = fired.filter((alert) => routeMatches(route, alert)).map(({ id }) => id);
    // of what it never told of it has nothing to take back
    const told = route.tellsOver && over.length > 0 ? await repositories.alertRoutes.toldOf(route.id, over) : new Set();
    const ids = [...firing, ...over.filter((id) => told.has(id))];
    if (ids.length > 0) await repositories.alertRoutes.note(await messageOf(repositories, route, now), ids);
  }
}

async function messageOf({ alertRoutes, outbox }: Routing, route: RouteRecord, now: Instant): Promise<string> {
  const gathering = await alertRoutes.gathering(route.id);
  if (gathering !== null) return gathering;
  const notBefore = nextMessageAt(now, await alertRoutes.lastMessageAt(route.id), route.everyMinutes);
  const [id] = await outbox.add([{ ...messageTo(route, `alerts-${route.id}-${now}`), kind: "alerts", notBefore }], now);
  if (id === undefined) throw new Error(`route ${route.id} has two messages of one moment`);
  return id;
}

export const messageTo = (
  { id, to }: Pick<RouteRecord, "id" | "to">,
  key: string,
): Pick<NewMessage, "key" | "to" | "alertRouteId" | "about"> => ({
  ...{ key, alertRouteId: id, about: {} },
  to: to.kind === "contact" ? { contactId: to.id } : { userId: to.id },
});

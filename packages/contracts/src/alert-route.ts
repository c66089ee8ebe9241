import { severities } from "@headroom/core/alerting/rule";
import { z } from "zod";
import { code, id } from "./common";
import { deliveryDto } from "./delivery";

/** Who outside the app is told of which alerts. */

export const routeReceiver = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("contact"), id }),
  /** By mail, to the address of the account. */
  z.object({ kind: z.literal("person"), id: z.string().min(1).max(100) }),
]);

export const alertRouteInput = z.object({
  name: z.string().trim().min(2).max(100),
  to: routeReceiver,
  /** Empty: of every severity. */
  severities: z.array(z.enum(severities)).max(severities.length).default([]),
  /** Ids; empty: of every rule. */
  rules: z.array(z.string().min(1).max(60)).max(100).default([]),
  /** Code; null: of all, and what is of none. */
  datacenter: code.nullable().default(null),
  tellsOver: z.boolean().default(true),
  everyMinutes: z.int().min(1).max(1440).default(5),
  enabled: z.boolean().default(true),
});
export type AlertRouteInput = z.output<typeof alertRouteInput>;
export const alertRouteRef = z.object({ id, version: z.int() });
export const alertRouteUpdateInput = alertRouteInput.extend(alertRouteRef.shape);
export type AlertRouteUpdateInput = z.output<typeof alertRouteUpdateInput>;
export const alertRouteTestInput = z.object({ id });

/** alert.routes. `delivery`: of its latest message; null: it never had one. */
export const alertRoute = alertRouteInput.extend({
  ...alertRouteRef.shape,
  receiver: z.object({ name: z.string(), channel: z.enum(["email", "webhook"]) }),
  delivery: deliveryDto.nullable(),
});
export type AlertRouteDto = z.output<typeof alertRoute>;

import { planStates } from "@headroom/core/lifecycle/plan";
import { z } from "zod";
import { id } from "./common";

/** Where the load goes before racks are drained: a plan of ours, or one that is kept elsewhere. */
export const evacuationInput = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("plan"), planId: id }),
  z.object({
    kind: z.literal("elsewhere"),
    title: z.string().trim().min(3).max(160),
    url: z
      .url({ protocol: /^https?$/, error: "expected an address as https://wiki.example.org/move" })
      .max(500)
      .nullable()
      .default(null),
  }),
]);
export type EvacuationInput = z.output<typeof evacuationInput>;
export const evacuationDto = z.object({
  /** null: it is kept elsewhere. */
  planId: id.nullable(),
  title: z.string(),
  url: z.string().nullable(),
  /** How far a plan of ours is: `racksDone` serve where it wants them. null: nobody here knows. */
  plan: z
    .object({ state: z.enum(planStates), racks: z.int(), racksDone: z.int(), isCarriedOut: z.boolean() })
    .nullable(),
});
export type EvacuationDto = z.infer<typeof evacuationDto>;

import { powerInput } from "@headroom/contracts/power";
import { datacenterPower } from "@headroom/services/power/read";
import { procedure } from "../../trpc";

// not parsed again on its way out: half a megabyte on a large floor, and the service's type is the contract's
export const get = procedure.input(powerInput).query(({ ctx, input }) => datacenterPower(ctx.ports, ctx.actor, input));

import { placementKey } from "@headroom/contracts/placement-key";
import { listKeys } from "@headroom/services/placement-key/list";
import { procedure } from "../../trpc";

export const list = procedure.output(placementKey.array()).query(({ ctx }) => listKeys(ctx.ports, ctx.actor));

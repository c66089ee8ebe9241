import { serverProfile } from "@headroom/contracts/controller";
import { saveProfile as save } from "@headroom/services/controller/profile";
import { procedure } from "../../trpc";

export const saveProfile = procedure
  .input(serverProfile)
  .output(serverProfile)
  .mutation(({ ctx, input }) => save(ctx.ports, ctx.actor, input));

import { profileInput, serverProfile } from "@headroom/contracts/controller";
import { getProfile } from "@headroom/services/controller/profile";
import { procedure } from "../../trpc";

export const profile = procedure
  .input(profileInput)
  .output(serverProfile)
  .query(({ ctx, input }) => getProfile(ctx.ports, ctx.actor, input));

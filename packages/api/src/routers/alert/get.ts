import { alertDetail } from "@headroom/contracts/alert";
import { id } from "@headroom/contracts/common";
import { getAlert } from "@headroom/services/alert/read";
import { z } from "zod";
import { procedure } from "../../trpc";

export const get = procedure
  .input(z.object({ id }))
  .output(alertDetail)
  .query(({ ctx, input }) => getAlert(ctx.ports, ctx.actor, input));

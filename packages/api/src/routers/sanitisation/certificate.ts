import { certificateFile, certificateInput } from "@headroom/contracts/sanitisation";
import { getCertificate } from "@headroom/services/sanitisation/read";
import { procedure } from "../../trpc";

export const certificate = procedure
  .input(certificateInput)
  .output(certificateFile)
  .query(({ ctx, input }) => getCertificate(ctx.ports, ctx.actor, input));

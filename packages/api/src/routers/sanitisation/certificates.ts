import { certificatesInput, certificatesOutput } from "@headroom/contracts/sanitisation";
import { listCertificates } from "@headroom/services/sanitisation/read";
import { procedure } from "../../trpc";

export const certificates = procedure
  .input(certificatesInput)
  .output(certificatesOutput)
  .query(({ ctx, input }) => listCertificates(ctx.ports, ctx.actor, input));

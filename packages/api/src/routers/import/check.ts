import { importCheckInput } from "@headroom/contracts/imports";
import { checkImport } from "@headroom/services/import/check";
import { procedure } from "../../trpc";

export const check = procedure.input(importCheckInput).mutation(({ ctx, input: { files, ...input } }) =>
  checkImport(ctx.ports, ctx.actor, {
    ...input,
    files: files.map(({ name, base64 }) => ({ name, bytes: Buffer.from(base64, "base64") })),
  }),
);

import { importAskInput } from "@headroom/contracts/imports";
import { askImport } from "@headroom/services/import/ask";
import { procedure } from "../../trpc";

export const ask = procedure.input(importAskInput).mutation(({ ctx, input: { kind, files } }) =>
  askImport(ctx.ports, ctx.actor, {
    kind,
    files: files.map(({ name, base64 }) => ({ name, bytes: Buffer.from(base64, "base64") })),
  }),
);

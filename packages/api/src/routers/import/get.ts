import { importGetInput } from "@headroom/contracts/imports";
import { getImport } from "@headroom/services/import/get";
import { procedure } from "../../trpc";

export const get = procedure.input(importGetInput).query(({ ctx, input }) => getImport(ctx.ports, ctx.actor, input));

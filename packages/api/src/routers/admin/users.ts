import { adminUsers } from "@headroom/contracts/admin";
import { listUsers } from "@headroom/services/admin/users";
import { procedure } from "../../trpc";

export const users = procedure.output(adminUsers).query(({ ctx }) => listUsers(ctx.ports, ctx.actor));

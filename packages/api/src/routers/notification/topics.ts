import { mailTopicsInput } from "@headroom/contracts/session";
import { getTopics } from "@headroom/services/notification/topics";
import { procedure } from "../../trpc";

export const topics = procedure.output(mailTopicsInput).query(({ ctx }) => getTopics(ctx.ports, ctx.actor));

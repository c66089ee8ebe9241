import { router } from "../../trpc";
import { list } from "./list";
import { markRead } from "./mark-read";
import { setTopics } from "./set-topics";
import { topics } from "./topics";

export const notificationRouter = router({ list, markRead, topics, setTopics });

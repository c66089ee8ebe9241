import { router } from "../../trpc";
import { acknowledge } from "./acknowledge";
import { createRoute } from "./create-route";
import { get } from "./get";
import { list } from "./list";
import { previewRule } from "./preview-rule";
import { removeRoute } from "./remove-route";
import { removeRule } from "./remove-rule";
import { reopen } from "./reopen";
import { routes } from "./routes";
import { rules } from "./rules";
import { saveRule } from "./save-rule";
import { silence } from "./silence";
import { testRoute } from "./test-route";
import { updateRoute } from "./update-route";

export const alertRouter = router({
  ...{ acknowledge, get, list, reopen, rules, saveRule, silence, previewRule, removeRule },
  ...{ routes, createRoute, updateRoute, removeRoute, testRoute },
});

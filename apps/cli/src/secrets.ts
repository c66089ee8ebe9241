import type { Container } from "@headroom/runtime/container";
import { resealControllers } from "@headroom/services/controller/change";
import { ServiceError } from "@headroom/services/errors";
import { readArguments } from "./arguments";
import { type Command, say } from "./command";
import { openCliContainer } from "./container";
import { NoDatabase } from "./database-url";
import { actorOf } from "./person";

const USAGE = [
  "usage: headroom secrets rotate",
  "",
  "  Seals what the database keeps sealed with HEADROOM_SECRET_KEY. Keys before it are read from HEADROOM_SECRET_KEYS_BEFORE (separated by",
  "  commas) and may be forgotten afterwards. Where a key is missing, nothing is changed.",
];

/** `headroom secrets`: another key for what is kept sealed. */
export const secrets: Command = {
  async run(args) {
    const read = readArguments(args, {});
    if (read.ok && read.value === "help") {
      process.stdout.write(`${USAGE.join("\n")}\n`);
      return 0;
    }
    if (!read.ok || read.value === "help" || read.value.positionals.join(" ") !== "rotate") {
      say(...USAGE);
      return 2;
    }
    let container: Container | null = null;
    try {
      container = await openCliContainer();
      const actor = await actorOf(container, undefined, "headroom secrets");
      const { resealed, current } = await resealControllers(container.ports, actor);
      say(`Sealed anew: ${resealed} of ${current}. The keys before this one are not needed any more.`);
      return 0;
    } catch (cause) {
      if (cause instanceof NoDatabase) say(`headroom secrets: ${cause.message}`);
      else if (cause instanceof ServiceError && cause.code === "UNAVAILABLE")
        say(
          "unopened" in cause.details
            ? `headroom secrets: ${cause.details.unopened} cannot be opened with the keys given. Nothing was changed.`
            : "headroom secrets: set HEADROOM_SECRET_KEY first",
        );
      else throw cause;
      return 2;
    } finally {
      await container?.close();
    }
  },
};

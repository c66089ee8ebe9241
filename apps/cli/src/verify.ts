import { type Command, say } from "./command";
import { ROLLUPS_USAGE, verifyRollupsCommand } from "./verify-rollups";

const parts: Readonly<Record<string, Command>> = { rollups: verifyRollupsCommand };

/** `headroom verify WHAT`. */
export const verify: Command = {
  async run([what, ...args]) {
    const part = what !== undefined && Object.hasOwn(parts, what) ? parts[what] : undefined;
    if (part) return part.run(args);
    const asked = what === "--help" || what === "-h";
    if (asked) process.stdout.write(`${ROLLUPS_USAGE.join("\n")}\n`);
    else
      say(
        `headroom verify: expected ${Object.keys(parts).join(" or ")}, found ${what === undefined ? "nothing" : JSON.stringify(what)}`,
        ...ROLLUPS_USAGE,
      );
    return asked ? 0 : 2;
  },
};

import { randomUUID } from "node:crypto";
import { parseArgs } from "node:util";
import type { Container } from "@headroom/runtime/container";
import { type RollupDifference, verifyRollups } from "@headroom/services/capacity/verify";
import type { RollupDifferenceFound } from "@headroom/services/ports/telemetry";
import { verifyTelemetry } from "@headroom/services/telemetry/verify";
import { type Command, say } from "./command";
import { openCliContainer } from "./container";
import { NoDatabase } from "./database-url";

export const ROLLUPS_USAGE = [
  "usage: headroom verify rollups",
  "",
  "  Computes every number that screens read ready-made (accounts, facts of the month, counts; hours and days of telemetry whose points are",
  "  there) anew from the facts, one datacenter after the other, and lists each difference. Nothing is changed. Exit code 0: there is none, 1: there are some.",
  "",
  "The database is DATABASE_URL, or the one of a Headroom that `npm start` runs.",
];

const shown = (value: unknown): string => (value === undefined ? "nothing" : JSON.stringify(value));
const lineOf = ({ datacenter, rollup, path, stored, computed }: RollupDifference): string =>
  [datacenter, rollup, path, `is ${shown(stored)}, should be ${shown(computed)}`]
    .filter((part) => part !== "")
    .join("  ");

const telemetryLine = ({ kind, id, metric, at, stored, computed }: RollupDifferenceFound): string =>
  ["telemetry", `${kind} ${id} ${metric} ${at}`, `is ${shown(stored ?? undefined)}, should be ${shown(computed)}`].join(
    "  ",
  );

/** `headroom verify rollups`: whether what is kept ready is what the facts say. */
export const verifyRollupsCommand: Command = {
  async run(args) {
    try {
      if (parseArgs({ args: [...args], options: { help: { type: "boolean", short: "h" } } }).values.help) {
        process.stdout.write(`${ROLLUPS_USAGE.join("\n")}\n`);
        return 0;
      }
    } catch (cause) {
      say(`headroom verify rollups: ${cause instanceof Error ? cause.message : cause}`, ...ROLLUPS_USAGE);
      return 2;
    }
    let container: Container | null = null;
    try {
      container = await openCliContainer();
      const start = performance.now();
      const actor = { id: null, name: "headroom verify", role: "system", via: "cli", requestId: randomUUID() } as const;
      const { differences, ...sizes } = await verifyRollups(container.ports, actor, (difference) =>
        process.stdout.write(`${lineOf(difference)}\n`),
      );
      const summed = await verifyTelemetry(container.ports, actor);
      for (const difference of summed) process.stdout.write(`${telemetryLine(difference)}\n`);
      const wrong = differences + summed.length;
      const counted = Object.entries(sizes).map(([what, n]) => `${n.toLocaleString("en-US")} ${what}`);
      const seconds = ((performance.now() - start) / 1000).toFixed(1);
      say(
        `${wrong === 0 ? "No difference" : `${wrong} differences`} in ${counted.join(", ")}, and telemetry (${seconds} s).`,
      );
      return wrong === 0 ? 0 : 1;
    } catch (cause) {
      if (!(cause instanceof NoDatabase)) throw cause;
      say(`headroom verify rollups: ${cause.message}`);
      return 2;
    } finally {
      await container?.close();
    }
  },
};

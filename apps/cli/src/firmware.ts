import { randomUUID } from "node:crypto";
import type { ServerFirmwareDto } from "@headroom/contracts/controller";
import { isBehind } from "@headroom/core/bill/firmware";
import { oneLine } from "@headroom/interchange/placement/fault";
import type { Container } from "@headroom/runtime/container";
import { listFirmware } from "@headroom/services/controller/firmware";
import { readArguments } from "./arguments";
import { type Command, say } from "./command";
import { openCliContainer } from "./container";
import { NoDatabase } from "./database-url";

const USAGE = [
  "usage: headroom firmware [--datacenter CODE] [--rack CODE] [--behind] [--json]",
  "",
  "  What runs on every server whose management controller lists it, as it was found last, against the versions that the server's type is to have.",
  "",
  "  --behind  only parts that are not as wanted; exit code 1 where there are any",
  "  --json    a server a line",
  "",
  "The database is DATABASE_URL, or the one of a Headroom that `npm start` runs.",
];

const PAGE = 500;
type Part = ServerFirmwareDto["rows"][number];

const words: Readonly<Record<Part["state"], (part: Part) => string>> = {
  as_wanted: () => "as wanted",
  differs: ({ wanted }) => `wanted is ${wanted}`,
  untold: ({ wanted }) => `wanted is ${wanted}, and its controller does not say`,
  absent: ({ wanted }) => `wanted is ${wanted}, and its controller does not list it`,
  free: () => "",
};

/** A line a part, tab by tab: rack, unit, server, part, version, and how that stands. */
export const firmwareLines = ({ rack, unit, server, rows }: ServerFirmwareDto): string[] =>
  rows.map((part) =>
    [rack, `U${unit}`, server, part.name, part.version ?? "not told", words[part.state](part)]
      .map(oneLine)
      .join("\t")
      .trimEnd(),
  );

/** `headroom firmware`: the firmware of the fleet, from what was found. */
export const firmware: Command = {
  async run(args) {
    const read = readArguments(args, {
      ...{ datacenter: { type: "string" }, rack: { type: "string" } },
      ...{ behind: { type: "boolean" }, json: { type: "boolean" } },
    });
    if (!read.ok || (read.value !== "help" && read.value.positionals.length > 0)) {
      say(...(read.ok ? [] : read.error.map((line) => `headroom firmware: ${line}`)), ...USAGE);
      return 2;
    }
    if (read.value === "help") {
      process.stdout.write(`${USAGE.join("\n")}\n`);
      return 0;
    }
    const { datacenter, rack, behind, json } = read.value.values;
    let container: Container | null = null;
    try {
      container = await openCliContainer();
      const actor = {
        id: null,
        name: "headroom firmware",
        role: "system",
        via: "cli",
        requestId: randomUUID(),
      } as const;
      let cursor: string | undefined;
      let found = 0;
      do {
        const page = await listFirmware(container.ports, actor, { datacenter, rack, cursor, limit: PAGE });
        for (const server of page.rows) {
          const shown = behind ? { ...server, rows: server.rows.filter(isBehind) } : server;
          found += server.behind;
          if (shown.rows.length > 0)
            process.stdout.write(`${json ? JSON.stringify(shown) : firmwareLines(shown).join("\n")}\n`);
        }
        cursor = page.next ?? undefined;
      } while (cursor !== undefined);
      return behind && found > 0 ? 1 : 0;
    } catch (cause) {
      if (!(cause instanceof NoDatabase)) throw cause;
      say(`headroom firmware: ${cause.message}`);
      return 2;
    } finally {
      await container?.close();
    }
  },
};

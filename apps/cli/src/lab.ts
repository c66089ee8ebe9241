import { labCsv, openLab } from "@headroom/runtime/lab/lab";
import { readArguments } from "./arguments";
import { writeWhole } from "./atomic-write";
import { type Command, say } from "./command";

const USAGE = [
  "usage: headroom lab bmc --rack CODE [--rack CODE]... [options]",
  "",
  "  Serves management controllers on loopback that misbehave on purpose, and writes them down for `headroom import controllers`: to try runs against",
  "  hardware without any. Nothing of the fleet is changed. It serves until it is interrupted, and then says what was done to each server.",
  "",
  "  --rack CODE      a rack that gets its own; again for another",
  "  --servers N      in each rack (default 4)",
  "  --height U       of each, from unit 1 upwards (default 2)",
  "  --port N         the first (default 4640)",
  "  --mischief P     share of questions that is answered badly, 0 to 0.9 (default 0.15)",
  "  --seed N         misbehaves alike for the same seed (default 1)",
  "  --stubborn       one drive of each server cannot be erased, and has to be destroyed",
  "  --csv FILE       where they are written down (default lab-controllers.csv)",
];

const MOST = 500;
const whole = (text: string | undefined, usual: number): number => (text === undefined ? usual : Number(text));

/** `headroom lab`: hardware that is none. */
export const lab: Command = {
  async run(args) {
    const read = readArguments(args, {
      rack: { type: "string", multiple: true },
      ...{ servers: { type: "string" }, height: { type: "string" }, port: { type: "string" } },
      ...{ mischief: { type: "string" }, seed: { type: "string" }, csv: { type: "string" } },
      stubborn: { type: "boolean" },
    });
    if (!read.ok) {
      say(...read.error.map((line) => `headroom lab: ${line}`), ...USAGE);
      return 2;
    }
    if (read.value === "help") {
      process.stdout.write(`${USAGE.join("\n")}\n`);
      return 0;
    }
    const { values, positionals } = read.value;
    const options = {
      ...{ racks: values.rack ?? [], serversPerRack: whole(values.servers, 4), heightU: whole(values.height, 2) },
      ...{ port: whole(values.port, 4640), mischief: whole(values.mischief, 0.15), seed: whole(values.seed, 1) },
      stubborn: values.stubborn === true,
    };
    const count = options.racks.length * options.serversPerRack;
    const { serversPerRack, heightU, port, seed, mischief } = options;
    const isRight =
      [serversPerRack, heightU, port, seed].every(Number.isInteger) &&
      serversPerRack > 0 &&
      heightU > 0 &&
      port > 0 &&
      port + count <= 65_536 &&
      mischief >= 0 &&
      mischief <= 0.9;
    if (positionals.join(" ") !== "bmc" || count < 1 || count > MOST || !isRight) {
      say(...USAGE);
      return 2;
    }
    const csv = values.csv ?? "lab-controllers.csv";
    const opened = await openLab(options).catch((cause: NodeJS.ErrnoException) => cause);
    if (opened instanceof Error) {
      say(
        `headroom lab: ${opened.code === "EADDRINUSE" ? `a port from ${port} to ${port + count - 1} is taken` : opened.message}`,
      );
      return 1;
    }
    await writeWhole(csv, labCsv(opened.controllers));
    say(`${count} controllers from http://127.0.0.1:${port} on, written down in ${csv}. Ctrl-C ends them.`);
    await new Promise<void>((resolve) => {
      process.once("SIGINT", resolve);
      process.once("SIGTERM", resolve);
    });
    await opened.close();
    for (const { rack, unit, effects } of opened.controllers)
      process.stdout.write(`${rack} U${unit}: ${effects.length === 0 ? "nothing" : effects.join("; ")}\n`);
    return 0;
  },
};

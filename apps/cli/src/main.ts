import { type Command, say } from "./command";

/** Every subcommand, loaded only when asked for, so that starting is fast. */
const COMMANDS: Readonly<Record<string, { readonly summary: string; readonly load: () => Promise<Command> }>> = {
  place: {
    summary: "place rack requests on a datacenter's floor",
    load: async () => (await import("./place")).place,
  },
  import: {
    summary: "take over an inventory: the fleet format, NetBox tables, or a datacenter from a placement instance",
    load: async () => (await import("./import")).importFiles,
  },
  power: {
    summary: "nameplate, derated and measured power of a datacenter, a row each",
    load: async () => (await import("./power")).power,
  },
  firmware: {
    summary: "what runs on every server, part by part, against the versions that are wanted",
    load: async () => (await import("./firmware")).firmware,
  },
  run: {
    summary: "what is being carried out: list, show, pause, resume, abort, retry, open a gate",
    load: async () => (await import("./run")).run,
  },
  source: {
    summary: "Prometheus servers that are asked for telemetry: list, add, test, remove",
    load: async () => (await import("./source")).source,
  },
  export: {
    summary: "write the fleet, or a datacenter of it, as files that import unchanged",
    load: async () => (await import("./export")).exportFiles,
  },
  edit: {
    summary: "make, change, move, retire or delete things of the fleet, one or many at once",
    load: async () => (await import("./edit")).edit,
  },
  undo: {
    summary: "take a change back",
    load: async () => (await import("./edit")).undo,
  },
  history: {
    summary: "every version of a thing: when, by whom, what changed",
    load: async () => (await import("./edit")).history,
  },
  reservation: {
    summary: "units, positions and devices that are kept for somebody: list, create, extend, end",
    load: async () => (await import("./reservation")).reservation,
  },
  backup: {
    summary: "keep everything of this instant in one file",
    load: async () => (await import("./backup")).backup,
  },
  restore: {
    summary: "bring a backup into an empty database",
    load: async () => (await import("./restore")).restore,
  },
  certificate: {
    summary: "write or check a certificate of sanitisation",
    load: async () => (await import("./certificate")).certificate,
  },
  lab: {
    summary: "serve management controllers that misbehave, to try runs against hardware without any",
    load: async () => (await import("./lab")).lab,
  },
  secrets: {
    summary: "seal what the database keeps sealed with a new key",
    load: async () => (await import("./secrets")).secrets,
  },
  verify: {
    summary: "check a backup, a database, or the numbers that are kept ready",
    load: async () => (await import("./verify")).verify,
  },
};

function usage(): string[] {
  const width = Math.max(...Object.keys(COMMANDS).map((name) => name.length));
  return [
    "usage: headroom COMMAND [options]",
    "",
    ...Object.entries(COMMANDS).map(([name, { summary }]) => `  ${name.padEnd(width)}  ${summary}`),
    "",
    "headroom COMMAND --help tells more.",
  ];
}

/** Runs one subcommand; returns the exit code. */
export async function main(args: readonly string[]): Promise<number> {
  const [name, ...rest] = args;
  if (name === "--help" || name === "-h" || name === "help") {
    process.stdout.write(`${usage().join("\n")}\n`);
    return 0;
  }
  const command = name !== undefined && Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!command) {
    say(...(name === undefined ? [] : [`headroom: there is no command ${JSON.stringify(name)}`]), ...usage());
    return 2;
  }
  return (await command.load()).run(rest);
}

import { type ParseArgsConfig, parseArgs } from "node:util";
import { err, ok, type Result } from "@headroom/core/foundation/result";

type Options = NonNullable<ParseArgsConfig["options"]>;
type Read<O extends Options> = ReturnType<
  typeof parseArgs<{ args: string[]; allowPositionals: true; options: O & typeof HELP }>
>;

const HELP = { help: { type: "boolean", short: "h" } } as const;

/** What a command line says, `--help` taken for itself; or what is wrong with its form, in a line. */
export function readArguments<const O extends Options>(
  args: readonly string[],
  options: O,
): Result<Read<O> | "help", readonly string[]> {
  try {
    const read = parseArgs({ args: [...args], allowPositionals: true, options: { ...options, ...HELP } });
    // The option is there: it was added just above.
    return ok((read.values as { help?: boolean }).help ? "help" : (read as Read<O>));
  } catch (cause) {
    return err([cause instanceof Error ? cause.message.split("\n")[0]! : String(cause)]);
  }
}

/** A word out of a few; says otherwise in a line. */
export function oneOf<T extends string>(
  flag: string,
  value: string | undefined,
  allowed: readonly T[],
  faults: string[],
): T {
  const found = allowed.find((a) => a === value);
  if (found === undefined)
    faults.push(
      `--${flag}: expected ${allowed.join(" or ")}, found ${value === undefined ? "nothing" : JSON.stringify(value)}`,
    );
  return found ?? allowed[0]!;
}

/** A subcommand: arguments after its name in, exit code out (0: done, 1: failed, 2: bad usage or bad input). */
export interface Command {
  run(args: readonly string[]): Promise<number>;
}

/** Writes lines to stderr: stdout stays free for data. */
export function say(...lines: readonly string[]): void {
  process.stderr.write(`${lines.join("\n")}\n`);
}

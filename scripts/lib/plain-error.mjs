/**
 * A failure that is the reader's business and not ours: its message is one clear sentence saying what is wrong and what
 * to do, and is printed alone, without a stack. Every other error is a defect and keeps its stack.
 */
export class PlainError extends Error {
  /** @param {string} message @param {{output?: string, cause?: unknown}} [more] output: what a failed command printed */
  constructor(message, more = {}) {
    super(message, { cause: more.cause });
    this.name = "PlainError";
    this.output = more.output;
  }
}

/** Prints an error as its kind deserves. @param {unknown} error @param {(line: string) => void} [print] */
export function reportError(error, print = (line) => process.stderr.write(`${line}\n`)) {
  if (error instanceof PlainError) {
    if (error.output) print(error.output.trimEnd());
    print(error.message);
  } else print(error instanceof Error ? (error.stack ?? error.message) : String(error));
}

import { err, ok, type Result } from "@headroom/core/foundation/result";
import { type FileFault, show } from "./fault";

export type Json = null | boolean | number | string | Json[] | JsonObject;
export interface JsonObject {
  [key: string]: Json;
}

/** Nesting beyond this is not a format of ours but an attack on the stack. */
const DEEPEST = 100;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
// strings without escapes or control characters need no second look
const PLAIN = /[^"\\\p{Cc}]*/uy;

class Broken extends Error {
  constructor(
    readonly at: number,
    readonly path: string | null,
    readonly expected: string,
    readonly found: string,
  ) {
    super(expected);
  }
}

/**
 * JSON as RFC 8259 has it, but stricter than JSON.parse where silence would hide a mistake: a key twice in one object and a number
 * beyond the range of doubles are faults. Objects have no prototype, so no key is special.
 */
class Reader {
  private at = 0;

  constructor(private readonly text: string) {}

  document(): Json {
    const value = this.value("$", 0);
    this.space();
    if (this.at < this.text.length) this.fail("the end of the file", this.here());
    return value;
  }

  private fail(expected: string, found: string, path: string | null = null): never {
    throw new Broken(this.at, path, expected, found);
  }

  private here(): string {
    return this.at >= this.text.length ? "the end of the file" : show(this.text.slice(this.at, this.at + 20));
  }

  private space(): void {
    for (;;) {
      const c = this.text.charCodeAt(this.at);
      if (c !== 32 && c !== 10 && c !== 13 && c !== 9) return;
      this.at += 1;
    }
  }

  private eat(token: string): boolean {
    this.space();
    if (!this.text.startsWith(token, this.at)) return false;
    this.at += token.length;
    return true;
  }

  private value(path: string, depth: number): Json {
    if (depth > DEEPEST) this.fail(`at most ${DEEPEST} levels of nesting`, "more", path);
    if (this.eat("{")) return this.object(path, depth);
    if (this.eat("[")) return this.array(path, depth);
    if (this.text[this.at] === '"') return this.string();
    if (this.eat("null")) return null;
    if (this.eat("true")) return true;
    if (this.eat("false")) return false;
    return this.number(path);
  }

  private number(path: string): number {
    NUMBER.lastIndex = this.at;
    const match = NUMBER.exec(this.text);
    if (!match) return this.fail("a JSON value", this.here());
    const value = Number(match[0]);
    const text = match[0].length > 40 ? `a number of ${match[0].length} characters` : match[0];
    if (!Number.isFinite(value)) this.fail("a number that a computer can hold", text, path);
    this.at += match[0].length;
    return value;
  }

  private string(): string {
    const start = this.at;
    PLAIN.lastIndex = this.at + 1;
    PLAIN.exec(this.text);
    let end = PLAIN.lastIndex;
    if (this.text[end] === '"') {
      this.at = end + 1;
      return this.text.slice(start + 1, end);
    }
    while (end < this.text.length && this.text[end] !== '"') end += this.text[end] === "\\" ? 2 : 1;
    try {
      const value = JSON.parse(this.text.slice(start, end + 1)) as string;
      this.at = end + 1;
      return value;
    } catch {
      return this.fail("a string that ends, with valid escapes", this.here());
    }
  }

  private object(path: string, depth: number): JsonObject {
    const out: JsonObject = Object.create(null);
    if (this.eat("}")) return out;
    do {
      this.space();
      if (this.text[this.at] !== '"') this.fail("a key in double quotes", this.here());
      const key = this.string();
      const inner = `${path}.${/^\w{1,40}$/.test(key) ? key : show(key)}`;
      if (key in out) this.fail("each key once in an object", `${show(key)} twice`, inner);
      if (!this.eat(":")) this.fail('":"', this.here());
      out[key] = this.value(inner, depth + 1);
    } while (this.eat(","));
    if (!this.eat("}")) this.fail('"," or "}"', this.here());
    return out;
  }

  private array(path: string, depth: number): Json[] {
    const out: Json[] = [];
    if (this.eat("]")) return out;
    do out.push(this.value(`${path}[${out.length}]`, depth + 1));
    while (this.eat(","));
    if (!this.eat("]")) this.fail('"," or "]"', this.here());
    return out;
  }
}

function lineOf(text: string, at: number): string {
  let line = 1;
  let start = 0;
  for (let i = text.indexOf("\n"); i >= 0 && i < at; i = text.indexOf("\n", i + 1)) {
    line += 1;
    start = i + 1;
  }
  return `line ${line}, column ${at - start + 1}`;
}

/** Parses strict JSON, or says where it is not. */
export function parseJson(file: string, text: string): Result<Json, FileFault> {
  try {
    return ok(new Reader(text).document());
  } catch (cause) {
    if (!(cause instanceof Broken)) throw cause;
    const line = lineOf(text, cause.at);
    return err({
      file,
      path: cause.path === null ? line : `${cause.path} (${line})`,
      expected: cause.expected,
      found: cause.found,
    });
  }
}

import { createHash } from "node:crypto";

const N = 624;
const M = 397;

/**
 * Python's `random.Random(text)`: MT19937 (Matsumoto and Nishimura 1998) seeded by init_by_array with the 32-bit words, lowest
 * first, of the number that the text's bytes and their SHA-512 spell (CPython, Lib/random.py, seed version 2). Lets the benchmark
 * draw the very numbers that instances written by Python were drawn with.
 */
export class PythonRandom {
  private readonly state = new Uint32Array(N);
  private at = N;

  constructor(seed: string) {
    const text = Buffer.from(seed, "utf8");
    this.initByArray(words(Buffer.concat([text, createHash("sha512").update(text).digest()])));
  }

  private initByArray(key: readonly number[]) {
    const mt = this.state;
    mt[0] = 19650218;
    for (let i = 1; i < N; i++) mt[i] = Math.imul(1812433253, mixed(mt[i - 1]!)) + i;
    let i = 1;
    const step = () => {
      i += 1;
      if (i < N) return;
      mt[0] = mt[N - 1]!;
      i = 1;
    };
    for (let k = 0, j = 0; k < Math.max(N, key.length); k++) {
      mt[i] = (mt[i]! ^ Math.imul(mixed(mt[i - 1]!), 1664525)) + key[j]! + j;
      j = (j + 1) % key.length;
      step();
    }
    for (let k = 0; k < N - 1; k++) {
      mt[i] = (mt[i]! ^ Math.imul(mixed(mt[i - 1]!), 1566083941)) - i;
      step();
    }
    mt[0] = 0x80000000;
  }

  private twist() {
    const mt = this.state;
    for (let i = 0; i < N; i++) {
      const y = (mt[i]! & 0x80000000) | (mt[(i + 1) % N]! & 0x7fffffff);
      mt[i] = mt[(i + M) % N]! ^ (y >>> 1) ^ (y & 1 ? 0x9908b0df : 0);
    }
    this.at = 0;
  }

  private uint32(): number {
    if (this.at >= N) this.twist();
    let y = this.state[this.at++]!;
    y ^= y >>> 11;
    y ^= (y << 7) & 0x9d2c5680;
    y ^= (y << 15) & 0xefc60000;
    return (y ^ (y >>> 18)) >>> 0;
  }

  /** Uniform in [0, 1), 53 bits. */
  random(): number {
    const a = this.uint32() >>> 5;
    const b = this.uint32() >>> 6;
    return (a * 67108864 + b) / 9007199254740992;
  }

  /** Uniform whole number in 0..n-1, n from 1 to 2^32 - 1. */
  randrange(n: number): number {
    const bits = 32 - Math.clz32(n);
    for (;;) {
      const drawn = this.uint32() >>> (32 - bits);
      if (drawn < n) return drawn;
    }
  }

  uniform(low: number, high: number): number {
    return low + (high - low) * this.random();
  }
}

const mixed = (x: number) => x ^ (x >>> 30);

/** The 32-bit words of a big-endian number, lowest first, without the zeros in front. */
function words(bytes: Buffer): number[] {
  const padded = Buffer.concat([Buffer.alloc((4 - (bytes.length % 4)) % 4), bytes]);
  const out: number[] = [];
  for (let i = padded.length - 4; i >= 0; i -= 4) out.push(padded.readUInt32BE(i));
  while (out.length > 1 && out.at(-1) === 0) out.pop();
  return out;
}

/** Python's `round`: to the nearest whole number, halves to the even one. */
export function roundHalfEven(x: number): number {
  const low = Math.floor(x);
  if (x - low !== 0.5) return Math.round(x);
  return low % 2 === 0 ? low : low + 1;
}

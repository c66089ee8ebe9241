import { Random } from "@headroom/core/foundation/random";

/** Draws for a scenario. Each `Dice` has a stream of its own, so that a change in one part of a scenario leaves the others as they were. */
export class Dice {
  private readonly random: Random;

  constructor(
    private readonly seed: number,
    stream: string,
  ) {
    let hash = 0x811c9dc5; // FNV-1a
    for (let i = 0; i < stream.length; i++) hash = Math.imul(hash ^ stream.charCodeAt(i), 0x01000193);
    this.random = new Random(seed, hash);
  }

  fork(stream: string): Dice {
    return new Dice(this.seed, stream);
  }

  /** In [0, 1). */
  share(): number {
    return this.random.float();
  }

  chance(share: number): boolean {
    return this.share() < share;
  }

  /** Whole number, both ends included. */
  int(min: number, max: number): number {
    return min + this.random.below(max - min + 1);
  }

  pick<T>(items: readonly T[]): T {
    return items[this.random.below(items.length)]!;
  }

  weighted<T>(items: readonly (readonly [item: T, weight: number])[]): T {
    let at = this.share() * items.reduce((sum, [, weight]) => sum + weight, 0);
    for (const [item, weight] of items) {
      at -= weight;
      if (at < 0) return item;
    }
    return items.at(-1)![0];
  }

  /** About normal (sum of four uniforms): mean 0, standard deviation 1, within 3.5. */
  normal(): number {
    return (this.share() + this.share() + this.share() + this.share() - 2) * Math.sqrt(3);
  }
}

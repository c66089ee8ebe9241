import type { PlanProgress } from "@headroom/contracts/plan";
import type { Ports } from "../ports";
import { Cancelled, type KeepProgress, ProgressBoard } from "./progress";

/** The run was interrupted because its process ends. Thrown so that the durable queue runs it again elsewhere. */
export class Interrupted extends Error {
  override readonly name = "Interrupted";
}

export interface SteerTools {
  /** Aborted when the process is to end: the run stops without a trace and is taken up again later. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: PlanProgress) => void;
}

/** A cancelled run stops within so long, and a bit. */
const BEAT_MS = 1_000;

/** How something in the worker is made, and the three ways it may end. */
export interface Course<Made, End> {
  readonly keep: KeepProgress;
  readonly make: (signal: AbortSignal, board: ProgressBoard) => Promise<Made>;
  /** May throw Cancelled. */
  readonly save: (made: Made) => Promise<End>;
  readonly cancel: () => Promise<End>;
  readonly fail: (error: unknown) => Promise<End>;
}

/** Takes a run to its end. Throws Interrupted when the process is to end: then nothing has ended, and nothing is written. */
export async function steer<Made, End>(
  ports: Pick<Ports, "clock" | "work">,
  { signal, onProgress }: SteerTools,
  course: Course<Made, End>,
): Promise<End> {
  const stop = new AbortController();
  const interrupt = () => stop.abort();
  signal?.addEventListener("abort", interrupt);
  let cancelled = false;
  const onCancel = () => {
    cancelled = true;
    stop.abort();
  };
  const board = new ProgressBoard(ports, course.keep, onCancel, onProgress);
  const heart = setInterval(() => board.beat(), BEAT_MS);
  try {
    if (signal?.aborted) throw new Interrupted();
    const made = await course.make(stop.signal, board);
    await board.settle();
    if (signal?.aborted && !cancelled) throw new Interrupted();
    if (cancelled) throw new Cancelled();
    return await course.save(made);
  } catch (error) {
    await board.settle();
    // An interruption looks like a cancellation to what it stops; what is both is cancelled by its next run.
    if (signal?.aborted && !cancelled) throw new Interrupted();
    if (error instanceof Cancelled || cancelled) return course.cancel();
    return course.fail(error);
  } finally {
    clearInterval(heart);
    signal?.removeEventListener("abort", interrupt);
  }
}

import type { WorkerHealth } from "@headroom/contracts/worker";

/** A worker lives while it holds its name; the database says who does (`living_worker`), and nobody else. */
export interface WorkerRepository {
  /** Living workers by name, and the queues they take from. Before the first worker ever started there is neither. */
  health(): Promise<WorkerHealth>;
  /** Writes down who lives now, and forgets whom nobody saw for a day: they were taken away for good. For whoever has the turn to look at alerts. */
  see(nowMs: number): Promise<void>;
  /** One that gave its name up in order is not missed. Waits for whoever is looking. */
  leave(name: string): Promise<void>;
  /** When anybody looked last; null: never. */
  lookedAt(): Promise<string | null>;
}

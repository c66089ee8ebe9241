import type { WorkerHealth } from "@headroom/contracts/worker";

export interface WorkerRepository {
  /** Living workers by name, and the queues they take from. Before the first worker ever started there is neither. */
  health(): Promise<WorkerHealth>;
}

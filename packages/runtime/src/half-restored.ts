import { isHalfRestored } from "@headroom/db/backup/marker";
import type { Database } from "@headroom/db/client";

/**
 * A restore was begun in this database and has not come to its end: nobody may take it for a fleet. The message is a sentence for the
 * person who starts a process on it.
 */
export class HalfRestored extends Error {
  override readonly name = "HalfRestored";
  constructor() {
    super("the database is half-restored: run `headroom restore` with the same file again");
  }
}

/** Throws HalfRestored; also the driver's error where the database does not answer. */
export async function refuseHalfRestored({ pool }: Pick<Database, "pool">): Promise<void> {
  if (await isHalfRestored(pool)) throw new HalfRestored();
}

import type { ReadingInput } from "@headroom/contracts/power";
import { type Actor, authorize } from "../actor";
import type { Ports } from "../ports";
import type { RejectedRow } from "../ports/fleet-records";
import { retentionOf } from "../telemetry/take";
import { LatestReadings, recordReadings } from "./write";

/** Long enough for the readings of a million servers. */
const LONG_WORK_MS = 30 * 60_000;

export interface ReadingsSource {
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
  /** In batches of at most 10,000. `read`: rows read with this batch. */
  read(): AsyncIterable<{
    readonly rows: readonly { readonly line: number; readonly reading: ReadingInput }[];
    readonly rejected: readonly RejectedRow[];
    readonly read: number;
  }>;
}

export interface ReadingsImport {
  readonly read: number;
  /** Later than what was known: kept, or to be kept where this was a dry run. */
  readonly newer: number;
  readonly rejected: readonly RejectedRow[];
}

/**
 * Takes a file of readings, all of it or, where anything is rejected, none. One audit event with the file's hash and counts. Needs
 * telemetry.write. `dryRun`: only reads and checks (`newer` is then 0).
 */
export async function importReadings(
  ports: Ports,
  actor: Actor,
  source: ReadingsSource,
  options: { readonly dryRun: boolean; readonly onRead?: (read: number) => void },
): Promise<ReadingsImport> {
  authorize(actor, "telemetry.write");
  return ports.work.write(
    async (repositories) => {
      const taken = new LatestReadings(ports.clock.now(), retentionOf(ports));
      const rejected: RejectedRow[] = [];
      let total = 0;
      for await (const batch of source.read()) {
        rejected.push(...batch.rejected);
        const refused = await taken.add(
          repositories,
          batch.rows.map(({ reading }) => reading),
        );
        for (const { index, why } of refused) rejected.push(rowOf(source.name, batch.rows[index]!, why));
        total = batch.read;
        options.onRead?.(total);
      }
      if (rejected.length > 0 || options.dryRun) return { read: total, newer: 0, rejected };
      const newer = await taken.keep(repositories);
      const { name, bytes, sha256 } = source;
      await recordReadings(repositories, actor, { file: { name, bytes, sha256 }, read: total, newer });
      return { read: total, newer, rejected };
    },
    { limitMs: LONG_WORK_MS },
  );
}

function rowOf(
  file: string,
  { line, reading }: { readonly line: number; readonly reading: ReadingInput },
  why: "unknown" | "future",
): RejectedRow {
  if (why === "future") {
    const [expected, advice] = ["a moment that has been", "correct the clock of the meter, or the offset from UTC"];
    return { file, line, column: "measured_at", value: reading.at, expected, advice };
  }
  const advice = "import it with the fleet first, or correct the name";
  switch (reading.kind) {
    case "rack":
      return { file, line, column: "rack", value: reading.rack, expected: "code of a rack", advice };
    case "server":
      return { file, line, column: "server", value: reading.server, expected: `a server in ${reading.rack}`, advice };
    case "device": {
      const expected = `a power device in room ${reading.room} of ${reading.datacenter}`;
      return { file, line, column: "device", value: reading.device, expected, advice };
    }
  }
}

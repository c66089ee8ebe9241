import type { FleetExportInput, NetboxExportInput } from "@headroom/contracts/exports";
import { fleetText } from "@headroom/interchange/fleet/write";
import type { Actor } from "@headroom/services/actor";
import { exportFleet } from "@headroom/services/fleet/export";
import { exportNetbox } from "@headroom/services/fleet/export-netbox";
import type { Ports } from "@headroom/services/ports";
import { strToU8, Zip, ZipDeflate } from "fflate";

type Write = (piece: Uint8Array) => Promise<void>;

/** A zip archive, an entry after the other, of which never more is held than one piece. Fast over small: the files are large and alike. */
class Archive {
  private readonly ready: Uint8Array[] = [];
  private readonly zip = new Zip((error, piece) => {
    if (error) throw error;
    this.ready.push(piece);
  });

  constructor(
    private readonly write: Write,
    /** Moment of its entries, ms. */
    private readonly mtime: number,
  ) {}

  async add(name: string, pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<void> {
    const entry = new ZipDeflate(name, { level: 3 });
    entry.mtime = this.mtime;
    this.zip.add(entry);
    for await (const piece of pieces) {
      entry.push(piece);
      await this.flush();
    }
    entry.push(new Uint8Array(0), true);
    await this.flush();
  }

  async end(): Promise<void> {
    this.zip.end();
    await this.flush();
  }

  private async flush(): Promise<void> {
    for (const piece of this.ready.splice(0)) if (piece.length > 0) await this.write(piece);
  }
}

/**
 * The fleet in its own format as one zip archive, a file each type, all as of one moment. Handed to `write` piece by piece; the next records
 * are read when the last were taken. Errors: FORBIDDEN, NOT_FOUND, before the first piece.
 */
export async function writeFleetArchive(
  ports: Ports,
  actor: Actor,
  { datacenter, format }: FleetExportInput,
  write: Write,
): Promise<void> {
  const archive = new Archive(write, ports.clock.now());
  await exportFleet(ports, actor, datacenter, (type, records) =>
    archive.add(`${type.name}.${format}`, encoded(fleetText(format, type, records))),
  );
  await archive.end();
}

async function* encoded(texts: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  for await (const text of texts) yield strToU8(text);
}

/** The same as NetBox would have it. Errors: as above. */
export async function writeNetboxArchive(
  ports: Ports,
  actor: Actor,
  input: NetboxExportInput,
  write: Write,
): Promise<void> {
  const archive = new Archive(write, ports.clock.now());
  await exportNetbox(ports, actor, input, ({ name, pieces }) => archive.add(name, pieces));
  await archive.end();
}

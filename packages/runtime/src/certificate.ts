import { certificatePdf } from "@headroom/interchange/certificate/pdf";
import type { Actor } from "@headroom/services/actor";
import type { Ports } from "@headroom/services/ports";
import { getCertificate } from "@headroom/services/sanitisation/read";

/** A certificate as it is given out. Needs hardware.read. Throws NOT_FOUND. */
export async function writeCertificate(
  ports: Ports,
  actor: Actor,
  { number, format }: { readonly number: number; readonly format: "json" | "pdf" },
  write: (piece: Uint8Array) => Promise<void>,
): Promise<void> {
  const file = await getCertificate(ports, actor, { number });
  await write(format === "pdf" ? await certificatePdf(file) : Buffer.from(`${JSON.stringify(file, null, 2)}\n`));
}

import { err, ok, type Result } from "@headroom/core/foundation/result";
import type { BootTarget, HardwareFault } from "@headroom/services/ports/hardware";
import { allowedValues } from "./action";
import { at, type Resources } from "./resource";
import { bootWords, textOf } from "./values";

const TRIES = 3;

/**
 * What the system boots from the next time. Some controllers want it in a resource of pending settings, and most want the version that was read:
 * changed in between, it is read and written again.
 */
export async function setBoot(
  resources: Resources,
  system: string,
  target: BootTarget,
): Promise<Result<BootTarget, HardwareFault>> {
  const word = bootWords[target];
  for (let attempt = 1; ; attempt++) {
    const read = await resources.get(system);
    if (!read.ok) return read;
    const { document } = read.value;
    const allowed = await allowedValues(resources, document.Boot, "BootSourceOverrideTarget");
    if (allowed && !allowed.includes(word))
      return err({ kind: "unsupported", at: system, what: `it does not boot from ${word}` });
    const settings = resources.linkOf(at(document, "@Redfish.Settings", "SettingsObject"));
    const pending = settings === null ? ok({ ...read.value, path: system }) : await readAt(resources, settings);
    if (!pending.ok) return pending;
    const enabled = target === "none" ? "Disabled" : "Once";
    const written = await resources.order("PATCH", pending.value.path, {
      body: { Boot: { BootSourceOverrideEnabled: enabled, BootSourceOverrideTarget: word } },
      headers: pending.value.etag === null ? {} : { "if-match": pending.value.etag },
    });
    if (written.ok) return isWritten(resources, pending.value.path, target);
    const isOutdated = written.error.kind === "refused" && written.error.status === 412;
    if (!isOutdated || attempt >= TRIES) return written;
  }
}

async function readAt(resources: Resources, path: string) {
  const read = await resources.get(path);
  return read.ok ? ok({ ...read.value, path }) : read;
}

async function isWritten(
  resources: Resources,
  path: string,
  target: BootTarget,
): Promise<Result<BootTarget, HardwareFault>> {
  const read = await resources.get(path);
  if (!read.ok) return read;
  const boot = read.value.document.Boot;
  const got = textOf(at(boot, "BootSourceOverrideTarget"));
  const enabled = textOf(at(boot, "BootSourceOverrideEnabled"));
  const isSo =
    target === "none" ? enabled === "Disabled" || got === null : got === bootWords[target] && enabled === "Once";
  if (isSo) return ok(target);
  return err({
    ...{ kind: "unconfirmed", at: path, expected: bootWords[target] },
    ...{ got: `${got ?? "nothing"}, ${enabled ?? "not said"}`, afterMs: 0 },
  });
}

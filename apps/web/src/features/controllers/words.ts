import type {
  ControllerDetail,
  ControllerOrder,
  ControllerRow,
  FirmwareRowDto,
  orderKinds,
} from "@headroom/contracts/controller";
import { formatDuration } from "@headroom/ui/format/dates";
import { formatNumber } from "@headroom/ui/format/numbers";
import type { StateName } from "@headroom/ui/primitives/StateLabel";

/** What stands behind a controller, as people find it: its rack, and the server or the unit where one is to be. */
export const whereWords = ({ rack, server, unit }: Pick<ControllerRow, "rack" | "server" | "unit">): string =>
  // many servers are called by their racks already
  server?.toLowerCase().startsWith(rack.toLowerCase()) ? server : `${rack} ${server ?? `U${formatNumber(unit)}`}`;

const faults: Readonly<Record<string, string>> = {
  ...{ unreachable: "cannot be reached", timeout: "does not answer in time", untrusted: "shows another certificate" },
  ...{ denied: "refuses the user or the password", busy: "is busy", refused: "refuses what it is asked" },
  ...{
    unreadable: "answers something that is not Redfish",
    unsupported: "cannot do that",
    cancelled: "was not waited for",
  },
  ...{ unconfirmed: "took the order, and it never became so", contradiction: "contradicts itself" },
  ...{ sealed: "cannot be signed in to: its password cannot be opened with the key that is set" },
  ...{ worker_lost: "may have done it: its worker was lost. Look at how it stands before you ask again" },
  ...{
    no_system: "speaks for no server, or for several: say which of its systems this one is",
    no_controller: "is not there any more",
  },
};
/** After "The controller". */
export const faultWords = (kind: string): string => faults[kind] ?? `says ${kind.replaceAll("_", " ")}`;

/** What to do about it, as far as the fault tells. */
export function faultHelp({ kind, ...fault }: { readonly kind: string; readonly [data: string]: unknown }): string {
  const said = (value: unknown) =>
    typeof value === "string" || typeof value === "number"
      ? // a fingerprint is compared group by group, and fits a phone
        String(value).replace(/[0-9a-f]{64}/g, (digits) => digits.match(/.{8}/g)?.join(" ") ?? digits)
      : "";
  switch (kind) {
    case "unreachable":
      return `Nobody answers at its address (${said(fault.cause)}). Look whether it has power and network, and whether the address is right.`;
    case "timeout":
      return "It was waited for and did not answer. It is asked again by itself, ever more rarely.";
    case "denied":
      return `It answered ${said(fault.status)} to the sign-in. Where its password was changed, set it here, too: Edit.`;
    case "untrusted":
      return `It was told nothing, not even the password. Trusted is ${said(fault.expected)}; it shows ${said(fault.got)}. Was its certificate renewed? Compare the fingerprint at the controller itself, then trust the new one: Edit.`;
    case "busy":
      return "It asked to come back later until patience ended. It is asked again by itself.";
    case "unreadable":
      return `At ${said(fault.at)} it answered ${said(fault.got)}. Is something else at this address?`;
    case "sealed":
      return "Set HEADROOM_SECRET_KEY to the key it was sealed with, or its password anew: Edit.";
    default:
      return "It is asked again by itself.";
  }
}

export interface Contact {
  readonly state: StateName;
  readonly words: string;
}

/** What the last contact with a controller says. */
export function contactOf({ lastSeenAt, lastFault }: Pick<ControllerRow, "lastSeenAt" | "lastFault">): Contact {
  if (lastFault) return { state: "failed", words: faultWords(lastFault.kind) };
  return lastSeenAt === null ? { state: "unknown", words: "not asked yet" } : { state: "within", words: "answers" };
}

/** How often it is asked for readings. */
export const pollWords = ({ pollsEvery }: Pick<ControllerRow, "pollsEvery">): string =>
  pollsEvery === 0 ? "never" : `every ${formatDuration(pollsEvery * 1000)}`;

const powers: Readonly<Record<string, string>> = {
  ...{
    on: "On",
    off: "Off",
    powering_on: "Going on",
    powering_off: "Going off",
    paused: "Paused",
    unknown: "Not known",
  },
};
export const powerWord = (power: string | null | undefined): string => powers[power ?? "unknown"] ?? "Not known";

/** As it was said last: by a poll, by looking, or by what an order came to. */
export function powerNow({
  polled,
  found,
  orders,
}: Pick<ControllerDetail, "polled" | "found" | "orders">): string | null {
  const said = [
    ...(polled?.power ? [{ at: polled.at, power: polled.power }] : []),
    ...(found ? [{ at: found.at, power: found.power }] : []),
    ...orders.flatMap(({ endedAt, result }) =>
      endedAt && result?.power ? [{ at: endedAt, power: result.power }] : [],
    ),
  ];
  return (
    said.reduce<(typeof said)[number] | null>((last, one) => (last && last.at >= one.at ? last : one), null)?.power ??
    null
  );
}

type Kind = (typeof orderKinds)[number];
export const orderWords: Readonly<
  Record<Kind, { readonly button: string; readonly done: string; readonly help: string }>
> = {
  look: { button: "Look again", done: "looked at", help: "Asks for everything that is behind it, and writes it down." },
  on: { button: "Switch on", done: "switched on", help: "Switches the server on and waits until it is." },
  off: {
    button: "Switch off…",
    done: "switched off",
    help: "Asks the operating system to shut down, and waits until the server is off. Whatever runs on it stops.",
  },
  force_off: {
    button: "Cut its power…",
    done: "cut off",
    help: "Takes the power away at once. Whatever runs on it stops, and what it has not written is lost.",
  },
  restart: {
    button: "Restart…",
    done: "restarted",
    help: "Asks the operating system to restart. Whatever runs on it stops for minutes.",
  },
  force_restart: {
    button: "Reset…",
    done: "reset",
    help: "Restarts it at once. Whatever runs on it stops, and what it has not written is lost.",
  },
};

/** How an order ended, or how far it is. */
export function orderState({ state, result }: ControllerOrder): { readonly state: StateName; readonly words: string } {
  if (state === "waiting") return { state: "queued", words: "Waits for a worker" };
  if (state === "working") return { state: "running", words: "Being done" };
  if (state === "failed")
    return { state: "failed", words: `The controller ${faultWords(result?.fault?.kind ?? "unknown")}` };
  return { state: "done", words: result?.power ? `Confirmed: ${powerWord(result.power).toLowerCase()}` : "Done" };
}

type Difference = ControllerDetail["differences"][number];
const differenceNames: Readonly<Record<string, string>> = {
  ...{ serial: "Serial", model: "Model", cores: "Cores", memory_gib: "Memory, GiB", storage_tb: "Storage, TB" },
  ...{ gpus: "GPUs", drives: "Drives", health: "Health", unread: "Parts that could not be read" },
};
/** What was ordered and nobody tells of is named by what it is. */
export function differenceName({ kind, expected }: Difference): string {
  const what = kind === "untold" ? String(expected) : kind;
  return differenceNames[what] ?? what.replaceAll("_", " ");
}
export const severityStates: Readonly<Record<Difference["severity"], StateName>> = {
  ...{ blocks: "over", warns: "near", notes: "within" },
};
export const severityWords: Readonly<Record<Difference["severity"], string>> = {
  ...{ blocks: "Not as ordered", warns: "Look at it", notes: "To know" },
};

const mediaWords: Readonly<Record<string, string>> = { hdd: "Disk", ssd: "SSD", nvme: "NVMe", other: "Not told" };
export const mediaWord = (media: string): string => mediaWords[media] ?? media;

const driveStates: Readonly<Record<string, { readonly state: StateName; readonly words: string }>> = {
  planned: { state: "queued", words: "To be erased" },
  ordered: { state: "running", words: "Being erased" },
  running: { state: "running", words: "Being erased" },
  erased: { state: "near", words: "Erased, not proven" },
  to_destroy: { state: "over", words: "To be destroyed" },
  destroyed: { state: "near", words: "Destroyed, not witnessed" },
  proven: { state: "within", words: "Proven" },
};
export const driveState = (state: string) => driveStates[state] ?? { state: "unknown" as const, words: state };

const firmwareStates: Readonly<
  Record<FirmwareRowDto["state"], { readonly state: StateName | null; readonly words: string }>
> = {
  as_wanted: { state: "within", words: "As wanted" },
  differs: { state: "over", words: "Another version" },
  untold: { state: "near", words: "Version not told" },
  absent: { state: "near", words: "Not listed" },
  free: { state: null, words: "\u2013" },
};
export const firmwareState = (state: FirmwareRowDto["state"]) => firmwareStates[state];

const GB = 1e9;
/** As makers count: 960 GB, 3.84 TB. */
export const capacityWords = (bytes: number): string =>
  bytes >= 1000 * GB ? `${formatNumber(bytes / (1000 * GB), 2)} TB` : `${formatNumber(bytes / GB)} GB`;

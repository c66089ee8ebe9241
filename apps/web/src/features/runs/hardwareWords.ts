import { formatDuration } from "@headroom/ui/format/dates";
import { formatCount, formatNumber } from "@headroom/ui/format/numbers";
import { keyWords, valueWords } from "@headroom/ui/run/words";

/** What controllers answered, and what was found instead of what was ordered, in words. What is not known here is said as it is stored. */

export type Data = Readonly<Record<string, unknown>>;
const text = (value: unknown): string => valueWords(value) ?? "";
const object = (value: unknown): Data => (typeof value === "object" && value !== null ? (value as Data) : {});
const list = (value: unknown): readonly Data[] => (Array.isArray(value) ? value.map(object) : []);

/** Lines beyond that many are counted. */
const LINES_SHOWN = 4;
function lines(all: readonly string[]): string {
  const more = all.length - LINES_SHOWN;
  return more > 0 ? `${all.slice(0, LINES_SHOWN).join("; ")}; and ${formatNumber(more)} more` : all.join("; ");
}

const tried = ({ tries }: Data): string => (Number(tries) > 1 ? `, asked ${formatCount(Number(tries), "time")}` : "");
const lasting = (ms: unknown): string => (typeof ms === "number" ? ` in ${formatDuration(ms)}` : "");

const troubles: Readonly<Record<string, (trouble: Data) => string>> = {
  unreachable: (of) => `its controller cannot be reached (${text(of.cause)})${tried(of)}`,
  timeout: (of) => `its controller did not answer${lasting(of.afterMs)}${tried(of)}`,
  untrusted: () => "its controller's certificate is not the one that is trusted",
  denied: () => "its controller refuses the name or password",
  busy: (of) => `its controller was busy${tried(of)}`,
  refused: ({ status, messages }) => {
    const said = list(messages)[0]?.text;
    return `its controller refuses with ${text(status)}${said ? `: “${text(said)}”` : ""}`;
  },
  unreadable: (of) => `its controller answered what is not Redfish${of.at ? ` (${text(of.at)})` : ""}`,
  unsupported: ({ what }) => `its controller cannot do that${what ? ` (${text(what)})` : ""}`,
  unconfirmed: ({ expected, got, afterMs }) =>
    `it took the order, and was still ${keyWords(text(got))} and not ${keyWords(text(expected))}${typeof afterMs === "number" ? ` after ${formatDuration(afterMs)}` : ""}`,
  contradiction: ({ says, but }) => `its controller says ${text(says)}, but ${text(but)}`,
  cancelled: () => "it was not asked, as the worker stopped",
  sealed: () => "its controller's password cannot be opened with the keys that are set",
  no_controller: () => "no management controller is known for it",
  no_system: ({ systems }) =>
    Array.isArray(systems) && systems.length > 0
      ? `its controller speaks for ${formatCount(systems.length, "system")}, and none of them is named as its own`
      : "its controller knows of no system",
  no_server: () => "no server is written down where the controller is",
  type_unknown: () => "it is not known what type of server it is to be",
  units_taken: ({ unit }) => `unit ${text(unit)} is taken by something else`,
  unhealthy: ({ health }) => `it is not healthy (${text(health).toLowerCase()})`,
  not_on: ({ power }) => `it is not on but ${keyWords(text(power))}`,
};

/** Why a server was not served. */
export function troubleText({ kind, ...trouble }: Data): string {
  const name = String(kind ?? "");
  const known = Object.hasOwn(troubles, name) ? troubles[name] : undefined;
  if (known) return known(trouble);
  const { server: _, unit: __, ...rest } = trouble;
  const more = text(rest);
  return `${keyWords(name) || "failed"}${more ? `: ${more}` : ""}`;
}

/** "1 of 2 servers are through. U1: its controller knows of no system". */
export const hardwareText = ({ servers, done, of }: Data): string =>
  `${text(done)} of ${text(of)} servers are through. ${lines(
    list(servers).map(
      ({ server, unit, ...trouble }) => `${text(server) || `unit ${text(unit)}`}: ${troubleText(trouble)}`,
    ),
  )}`;

/** What may not go on comes first. */
const isGrave = ({ severity }: Data): number => (severity === "blocks" ? 0 : 1);

const amounts: Readonly<Record<string, string>> = {
  ...{ cores: "cores", memory_gib: "GiB of memory", storage_tb: "TB of storage", gpus: "GPUs", drives: "drives" },
};

function differenceText({ unit, kind, expected, found }: Data): string {
  // unit 0: of the rack as a whole
  const where = Number(unit) === 0 ? "the rack" : `unit ${text(unit)}`;
  const name = String(kind ?? "");
  if (name === "absent")
    return Number(unit) === 0
      ? `${text(expected)} servers were ordered, ${text(found)} have a controller`
      : `${where}: nothing answers, ${text(expected)} was ordered`;
  if (name === "unexpected") return `${where}: ${text(found) || "something"} answers, and nothing was ordered`;
  if (name === "same_serial") return `${where}: says that it is ${text(found)}, as ${text(expected)} does`;
  if (name === "unread") return `${where}: ${formatCount(Number(found), "part")} cannot be read`;
  if (name === "untold") return `${where}: the controller says nothing of ${keyWords(text(expected))}`;
  if (name === "health") return `${where}: it is not healthy (${text(found).toLowerCase()})`;
  const amount = amounts[name];
  if (amount) return `${where}: ${text(found) || "no"} ${amount}, ordered were ${text(expected)}`;
  return `${where}: ${keyWords(name)} ${text(found) || "none"}, ordered was ${text(expected)}`;
}

export const billText = ({ differences }: Data): string =>
  `what was found is not what was ordered. ${lines(
    list(differences)
      .toSorted((a, b) => isGrave(a) - isGrave(b))
      .map(differenceText),
  )}`;

export const firmwareText = ({ servers }: Data): string =>
  `firmware is behind and nothing updates it by itself. ${lines(
    list(servers).flatMap(({ server, differs }) =>
      list(differs).map(
        ({ name, wanted, found }) =>
          `${text(server)}: ${text(name)} ${text(found) || "unknown"}, wanted is ${text(wanted)}`,
      ),
    ),
  )}`;

/** Drives by where they are and what they are called. */
export const drivesText = (drives: unknown): string =>
  lines(
    list(drives).map(({ server, unit, name, serial, state }) =>
      [
        text(server) || (unit === undefined ? "" : `unit ${text(unit)}`),
        text(name),
        text(serial) && `(${text(serial)})`,
        text(state) && keyWords(text(state)),
      ]
        .filter(Boolean)
        .join(" "),
    ),
  );

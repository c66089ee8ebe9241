import {
  type ReservationInput,
  type ReservationKind,
  type ReservationListInput,
  reservationInput,
  reservationListInput,
} from "@headroom/contracts/reservation";
import { err, ok, type Result } from "@headroom/core/foundation/result";
import { readArguments } from "./arguments";

export const RESERVATION_USAGE = [
  "usage: headroom reservation list [--kind units|positions|device] [--when now|expiring|coming|past] [--datacenter CODE]",
  "                                 [--rack CODE] [--owner TEXT] [--json]",
  "       headroom reservation create units RACK UNITS [--face front|rear|both] TERMS",
  "       headroom reservation create positions DATACENTER/ROOM/ROW NUMBERS TERMS",
  "       headroom reservation create device RACK/SERVER TERMS",
  "       headroom reservation extend KIND-ID --to DAY|never",
  "       headroom reservation end KIND-ID --reason TEXT",
  "",
  "  TERMS are --owner ADDRESS|NAME --reason TEXT [--ticket TEXT] [--from DAY] [--to DAY]: from today, until further notice.",
  "  UNITS and NUMBERS are written as 3,4,7-9. --to is the first day that it is free again. `list` shows each KIND-ID.",
  "  extend also shortens; end gives it back from today on.",
  "",
  "The database is DATABASE_URL, or the one of a Headroom that `npm start` runs.",
];

export type ReservationAsked =
  | { readonly verb: "list"; readonly input: ReservationListInput; readonly json: boolean }
  | { readonly verb: "create"; readonly input: ReservationInput }
  | { readonly verb: "extend"; readonly kind: ReservationKind; readonly id: number; readonly to: string | null }
  | { readonly verb: "end"; readonly kind: ReservationKind; readonly id: number; readonly reason: string };

const text = { type: "string" } as const;
const OPTIONS = {
  kind: text,
  when: text,
  datacenter: text,
  rack: text,
  owner: text,
  json: { type: "boolean" },
  face: text,
  reason: text,
  ticket: text,
  from: text,
  to: text,
} as const;

/** 3,4,7-9 */
function numbersOf(list: string): number[] | null {
  const numbers: number[] = [];
  for (const part of list.split(",")) {
    const match = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(part.trim());
    if (!match) return null;
    const [first, last] = [Number(match[1]), Number(match[2] ?? match[1])];
    if (last < first || last - first > 10_000) return null;
    for (let n = first; n <= last; n++) numbers.push(n);
  }
  return numbers;
}

function targetOf([kind, where = "", list = ""]: readonly string[], face: string | undefined): unknown {
  if (kind === "units") return { kind, rack: where, units: numbersOf(list), ...(face === undefined ? {} : { face }) };
  if (kind === "positions") {
    const [datacenter, room, row] = where.split("/");
    return { kind, datacenter, room, row, numbers: numbersOf(list) };
  }
  const slash = where.indexOf("/");
  return { kind, rack: where.slice(0, Math.max(0, slash)), server: where.slice(slash + 1) };
}

type Reading =
  | { readonly success: true; readonly data: unknown }
  | { readonly success: false; readonly error: unknown };
const faultsOf = (read: Reading) =>
  (read as { error: { issues: { path: PropertyKey[]; message: string }[] } }).error.issues.map(
    ({ path, message }) => `${path.join(".")}: ${message}`,
  );

/** Reads the arguments of `headroom reservation`, or says everything that is wrong with them. `today`: the first day where none is given. */
export function parseReservationArguments(
  args: readonly string[],
  today: string,
): Result<ReservationAsked | "help", readonly string[]> {
  const parsed = readArguments(args, OPTIONS);
  if (!parsed.ok) return parsed;
  if (parsed.value === "help") return ok("help");
  const { values, positionals } = parsed.value;
  const [verb, ...rest] = positionals;
  if (verb === "list") {
    if (rest.length > 0) return err([`${rest[0]}: nothing stands beside the options of list`]);
    const { kind, when, datacenter, rack, owner, json = false } = values;
    const read = reservationListInput.safeParse({ kind, when, datacenter, rack, owner, limit: 500 });
    return read.success ? ok({ verb, input: read.data, json }) : err(faultsOf(read));
  }
  if (verb === "create") {
    const { owner, reason, ticket, from = today, to } = values;
    const target = targetOf(rest, values.face);
    const read = reservationInput.safeParse({ target, owner, reason, ticket: ticket ?? null, from, to: to ?? null });
    return read.success ? ok({ verb, input: read.data }) : err(faultsOf(read));
  }
  if (verb !== "extend" && verb !== "end") return err(["expected list, create, extend or end"]);
  const which = /^(units|positions|device)-([1-9]\d{0,8})$/.exec(rest[0] ?? "");
  if (!which || rest.length > 1) return err(["expected one KIND-ID, as units-7"]);
  const ref = { kind: which[1] as ReservationKind, id: Number(which[2]) };
  if (verb === "end") {
    if (!values.reason) return err(["expected --reason TEXT"]);
    return ok({ verb, ...ref, reason: values.reason });
  }
  if (values.to === undefined || !/^(never|\d{4}-\d\d-\d\d)$/.test(values.to))
    return err(["expected --to DAY, as 2027-01-31, or --to never"]);
  return ok({ verb, ...ref, to: values.to === "never" ? null : values.to });
}

import { type ControllerRow, controllerFields } from "@headroom/contracts/controller";

/** A controller as it is typed: all texts. */
export interface Draft {
  readonly rack: string;
  readonly unit: string;
  readonly url: string;
  readonly username: string;
  readonly password: string;
  readonly trust: ControllerRow["trust"]["kind"];
  readonly trustValue: string;
  readonly serverType: string;
  readonly expectedSerial: string;
  readonly system: string;
  readonly pollSeconds: string;
}

const trustValueOf = (trust: ControllerRow["trust"]): string =>
  trust.kind === "pin" ? trust.sha256 : trust.kind === "authority" ? trust.pem : "";

export const draftOf = (row: ControllerRow | null, rack: string): Draft => ({
  ...{ rack: row?.rack ?? rack, unit: row ? String(row.unit) : "", url: row?.url ?? "https://", password: "" },
  ...{ username: row?.username ?? "", trust: row?.trust.kind ?? "system", system: row?.system ?? "" },
  ...{ trustValue: row ? trustValueOf(row.trust) : "", serverType: row?.serverType ?? "" },
  ...{ expectedSerial: row?.expectedSerial ?? "" },
  pollSeconds: row?.pollSeconds === null || row === null ? "" : String(row.pollSeconds),
});

const orNull = (text: string): string | null => (text.trim() === "" ? null : text.trim());

/** What is sent, but for the place and the password. */
export function fieldsOf(draft: Draft) {
  const { url, username, trust, trustValue, serverType, expectedSerial, system, pollSeconds } = draft;
  return {
    ...{ url: url.trim(), username, serverType: orNull(serverType), expectedSerial: orNull(expectedSerial) },
    ...{ system: orNull(system), pollSeconds: pollSeconds.trim() === "" ? null : Number(pollSeconds) },
    trust:
      trust === "pin"
        ? { kind: trust, sha256: trustValue }
        : trust === "authority"
          ? { kind: trust, pem: trustValue }
          : { kind: trust },
  } as const;
}

const messages: Readonly<Partial<Record<keyof Draft, string>>> = {
  ...{ url: "An address as https://10.0.0.7, without a path", username: "Who signs in" },
  ...{ system: "A path as /redfish/v1/Systems/1, or a UUID", pollSeconds: "0, or 15 to 3600 seconds" },
};

/** By field, in the order of the form. */
export function errorsOf(draft: Draft, before: ControllerRow | null): Partial<Record<keyof Draft, string>> {
  const errors: Partial<Record<keyof Draft, string>> = {};
  if (before === null && draft.rack.trim() === "") errors.rack = "The code of a rack";
  const unit = Number(draft.unit);
  if (before === null && !(unit >= 1 && unit <= 100 && Number.isInteger(unit * 2)))
    errors.unit = "A unit from 1 on, whole or half";
  const parsed = controllerFields.safeParse(fieldsOf(draft));
  for (const issue of parsed.success ? [] : parsed.error.issues) {
    const field = String(issue.path[0]) as keyof Draft;
    if (field !== ("trust" as keyof Draft)) errors[field] ??= messages[field] ?? issue.message;
    else if (draft.trust === "pin") errors.trustValue = "64 hexadecimal digits";
    else if (draft.trust === "authority") errors.trustValue = "A certificate in PEM";
  }
  if (!errors.url && draft.url.trim().startsWith("https:") === (draft.trust === "plain"))
    errors.trust = "Plain for http, and anything else for https";
  if (draft.password === "" && (before === null || before.url !== draft.url.trim()))
    errors.password = before === null ? "What it wants to hear" : "Again, for another address";
  return errors;
}

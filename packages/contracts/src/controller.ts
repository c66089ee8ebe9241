import { firmwareStates } from "@headroom/core/bill/firmware";
import { LEAST_POLL_SECONDS, MOST_POLL_SECONDS } from "@headroom/core/telemetry/controller-polling";
import { z } from "zod";
import { code, id, idCursor, isoInstant, reason } from "./common";

/** Management controllers (BMCs): what speaks for a server while it is off. A password goes in and never comes out again. */

/** Whole or half, from 1. */
const unit = z.number().min(1).max(100).multipleOf(0.5);

/** Of a server, or of the unit of a rack where one is to be. */
export const controllerPlace = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("server"), rack: code, server: z.string().trim().min(1).max(255) }),
  z.object({ kind: z.literal("unit"), rack: code, unit }),
]);
export type ControllerPlace = z.output<typeof controllerPlace>;

/** SHA-256 of the certificate as hexadecimal digits; colons and case do not matter. */
const fingerprint = z
  .string()
  .transform((value) => value.replace(/[:\s]/g, "").toLowerCase())
  .pipe(z.string().regex(/^[0-9a-f]{64}$/, "expected 64 hexadecimal digits"));

export const controllerTrust = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("system") }),
  z.object({
    kind: z.literal("authority"),
    pem: z
      .string()
      .max(20_000)
      .regex(/^-----BEGIN CERTIFICATE-----[\s\S]+-----END CERTIFICATE-----\s*$/, "expected a certificate in PEM"),
  }),
  z.object({ kind: z.literal("pin"), sha256: fingerprint }),
  z.object({ kind: z.literal("plain") }),
]);

/** As https://10.0.0.7:8443: without a path, and without a name or a password in it. The usual port is left out. */
const url = z
  .string()
  .trim()
  .toLowerCase()
  .max(300)
  .regex(
    /^https?:\/\/([a-z0-9]([a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:.]+\])(:[0-9]{1,5})?\/?$/,
    "expected an address as https://10.0.0.7, without a path, a name or a password",
  )
  .transform((value) => value.replace(/\/$/, "").replace(/^(https:.*):443$|^(http:.*):80$/, "$1$2"));

const systemPath = z
  .string()
  .trim()
  .max(300)
  .regex(
    /^(\/[^\s#?]*|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i,
    "expected a path as /redfish/v1/Systems/1, or the UUID of a system",
  );

const pollSeconds = z.union([z.literal(0), z.int().min(LEAST_POLL_SECONDS).max(MOST_POLL_SECONDS)], {
  error: `0, or ${LEAST_POLL_SECONDS} to ${MOST_POLL_SECONDS} seconds`,
});

const fields = {
  url,
  /** Which of the systems behind it, by its path or UUID; null: the only one, or the one of the serial that was ordered. */
  system: systemPath.nullable().default(null),
  username: z.string().min(1).max(200),
  trust: controllerTrust,
  /** What is to be there; null: what the rack's type says. */
  serverType: code.nullable().default(null),
  /** Of what was ordered; null: not written down. */
  expectedSerial: z.string().trim().min(1).max(100).nullable().default(null),
  /** Between two questions for readings; 0: never; null: as its datacenter says. */
  pollSeconds: pollSeconds.nullable().default(null),
};
const password = z.string().min(1).max(1000);
const isAllowed = ({ url: address, trust }: { url: string; trust: { kind: string } }) =>
  address.startsWith("https:") === (trust.kind !== "plain");
const plainOnly = { path: ["trust"], message: "plain for http, and anything else for https" };

/** All but its place and its password. */
export const controllerFields = z.object(fields);

/** controller.create */
export const controllerInput = z.object({ place: controllerPlace, ...fields, password }).refine(isAllowed, plainOnly);
export type ControllerInput = z.output<typeof controllerInput>;

export const controllerRef = z.object({ id, version: z.int().min(1) });
/** controller.update: without a password the one before stays, unless the address is another. */
export const controllerUpdateInput = z
  .object({ ...controllerRef.shape, ...fields, password: password.optional() })
  .refine(isAllowed, plainOnly);
export type ControllerUpdateInput = z.output<typeof controllerUpdateInput>;
/** controller.remove */
export const controllerRemoveInput = controllerRef.extend({ reason });

/** controller.import: all of them or none. One that stands at a place already is changed. */
export const MAX_CONTROLLERS = 1000;
export const controllersInput = z.object({ controllers: z.array(controllerInput).min(1).max(MAX_CONTROLLERS) });
export const controllersOutcome = z.object({ created: z.int(), changed: z.int() });

/** controller.importFile: a CSV file, all of it or nothing. Its passwords are nowhere in the answer. */
export const controllersFileInput = z.object({ name: z.string().min(1).max(255), text: z.string().max(4_000_000) });
export const controllersFileOutcome = z.object({
  created: z.int(),
  changed: z.int(),
  rejected: z.array(
    z.object({
      ...{ line: z.int().nullable(), column: z.string().nullable(), value: z.string(), expected: z.string() },
    }),
  ),
});
export type ControllersFileOutcome = z.infer<typeof controllersFileOutcome>;

/** What the last contact says: it answered, it did not, or it was never asked. */
export const contactStates = ["answers", "silent", "unasked"] as const;
export const controllerListInput = z.object({
  datacenter: code.optional(),
  rack: code.optional(),
  contact: z.enum(contactStates).optional(),
  /** Part of a rack's code, a server's name or an address. */
  search: z.string().trim().max(100).optional(),
  cursor: idCursor,
  limit: z.int().min(1).max(500).default(100),
});
export type ControllerListInput = z.output<typeof controllerListInput>;
export const controllerRow = z.object({
  ...controllerRef.shape,
  datacenter: z.string(),
  rack: z.string(),
  unit: z.number(),
  /** Null: no server stands there yet. */
  server: z.string().nullable(),
  url: z.string(),
  system: z.string().nullable(),
  username: z.string(),
  trust: z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("system") }),
    z.object({ kind: z.literal("authority"), pem: z.string() }),
    z.object({ kind: z.literal("pin"), sha256: z.string() }),
    z.object({ kind: z.literal("plain") }),
  ]),
  serverType: z.string().nullable(),
  expectedSerial: z.string().nullable(),
  /** When it last answered; null: never asked, or it never did. */
  lastSeenAt: isoInstant.nullable(),
  /** Why it did not, the last time it was asked; null: it did. */
  lastFault: z.object({ kind: z.string(), at: z.string() }).loose().nullable(),
  /** Of the server's own firmware (BIOS), as it was found last; null: not told, or never looked at. */
  firmware: z.string().nullable(),
  /** Its own word, and what counts: seconds, 0 never. */
  pollSeconds: z.int().nullable(),
  pollsEvery: z.int(),
  pollFailures: z.int(),
  /** How the last question for readings ended; null: none was asked. */
  polled: z
    .object({
      ...{ at: isoInstant, watts: z.number().nullable(), inletC: z.number().nullable() },
      power: z.string().nullable().optional(),
      why: z.string().optional(),
    })
    .nullable(),
});
export type ControllerRow = z.infer<typeof controllerRow>;
export const controllerList = z.object({
  rows: z.array(controllerRow),
  next: z.string().nullable(),
  /** Of all that match but for their contact. */
  counts: z.object({ answers: z.int(), silent: z.int(), unasked: z.int() }),
});

/** What people ask of a controller outside of runs; `look`: at the server anew. */
export const orderKinds = ["look", "on", "off", "force_off", "restart", "force_restart"] as const;
export const controllerOrder = z.object({
  id,
  what: z.enum(orderKinds),
  state: z.enum(["waiting", "working", "done", "failed"]),
  reason: z.string(),
  askedBy: z.string(),
  askedAt: isoInstant,
  endedAt: isoInstant.nullable(),
  /** Of a switch the state that was confirmed; of a failure its fault. */
  result: z
    .object({ power: z.string().optional(), fault: z.object({ kind: z.string() }).loose().optional() })
    .nullable(),
});
export type ControllerOrder = z.infer<typeof controllerOrder>;

/** controller.get */
export const controllerGetInput = z.object({ id });
const drive = z.object({
  name: z.string(),
  serial: z.string().nullable(),
  model: z.string().nullable(),
  /** As the controller says; a class of data and a state only where a run sanitised it. */
  media: z.string(),
  capacityBytes: z.number().nullable(),
  encrypts: z.boolean(),
  eraseMethods: z.array(z.string()),
  sanitised: z
    .object({
      runId: id,
      dataClass: z.string(),
      state: z.string(),
      method: z.string().nullable(),
      at: isoInstant.nullable(),
    })
    .nullable(),
});
/** A part that runs firmware, against the version that is wanted of it. */
export const firmwareRow = z.object({
  /** null: the controller does not list it. */
  id: z.string().nullable(),
  name: z.string(),
  wanted: z.string().nullable(),
  version: z.string().nullable(),
  updateable: z.boolean().nullable(),
  state: z.enum(firmwareStates),
});
export type FirmwareRowDto = z.infer<typeof firmwareRow>;

/** controller.firmware: parts of every server that a controller listed them of, by the controller's id. */
export const firmwareInput = z.object({
  datacenter: code.optional(),
  rack: code.optional(),
  cursor: idCursor,
  limit: z.int().min(1).max(500).default(100),
});
export type FirmwareInput = z.output<typeof firmwareInput>;
export const serverFirmware = z.object({
  controllerId: id,
  datacenter: z.string(),
  rack: z.string(),
  unit: z.number(),
  server: z.string(),
  serverType: z.string(),
  at: isoInstant,
  /** Parts that are not as wanted. */
  behind: z.int(),
  rows: z.array(firmwareRow),
});
export type ServerFirmwareDto = z.infer<typeof serverFirmware>;
export const firmwareList = z.object({ rows: z.array(serverFirmware), next: z.string().nullable() });

export const controllerDetail = controllerRow.extend({
  serverState: z.string().nullable(),
  /** What was found, and when; null: nobody looked yet. */
  found: z
    .object({
      ...{
        at: isoInstant,
        manufacturer: z.string().nullable(),
        model: z.string().nullable(),
        serial: z.string().nullable(),
      },
      ...{
        power: z.string(),
        health: z.string().nullable(),
        bios: z.string().nullable(),
        redfish: z.string().nullable(),
      },
      ...{
        processors: z.array(z.object({ kind: z.string(), model: z.string().nullable(), cores: z.int().nullable() })),
      },
      ...{ memoryGib: z.number().nullable(), modules: z.int(), drives: z.array(drive), unread: z.array(z.string()) },
      /** Parts that run firmware; null: the controller listed none. */
      firmware: z.object({ at: isoInstant, rows: z.array(firmwareRow) }).nullable(),
    })
    .nullable(),
  /** What of it differs from what was ordered. */
  differences: z.array(
    z.object({
      ...{ kind: z.string(), severity: z.enum(["blocks", "warns", "notes"]) },
      ...{
        expected: z.union([z.string(), z.number()]).nullable(),
        found: z.union([z.string(), z.number()]).nullable(),
      },
    }),
  ),
  /** The latest first. */
  orders: z.array(controllerOrder),
  /** A run that has its rack: nobody else switches its servers. */
  heldBy: z.object({ id, title: z.string() }).nullable(),
});
export type ControllerDetail = z.infer<typeof controllerDetail>;

/** controller.order: carried out by a worker, and confirmed. What takes a server down wants a reason. */
export const controllerOrderInput = z
  .object({ id, what: z.enum(orderKinds), reason: z.string().trim().max(2000).default("") })
  .refine(({ what, reason: why }) => what === "look" || what === "on" || why.length >= 3, {
    ...{ path: ["reason"], message: "say why in a few words" },
  });
export const controllerOrdered = z.object({ orderId: id });

/** controller.polling, controller.savePolling: how often controllers of a datacenter are asked; `baseVersion` 0: nobody said. */
export const controllerPolling = z.object({
  usualSeconds: z.int(),
  rows: z.array(z.object({ datacenter: z.string(), seconds: z.int(), version: z.int() })),
});
export type ControllerPolling = z.infer<typeof controllerPolling>;
export const pollingInput = z.object({ datacenter: code, seconds: pollSeconds, baseVersion: z.int().min(0) });
export const pollingSaved = z.object({ version: z.int() });
export type PollingInput = z.output<typeof pollingInput>;

/** controller.profile, controller.saveProfile: what a server of a type is to be; `version` 0: nobody wrote it down yet. */
export const profileInput = z.object({ serverType: code });
export const serverProfile = z.object({
  serverType: code,
  /** Names of models that will do, as the controller tells them; none: any. */
  models: z.array(z.string().trim().min(1).max(200)).max(50),
  drives: z.int().min(0).max(200).nullable(),
  /** Parts by their id or name at the controller, and the version that each is to have. */
  firmware: z
    .array(z.object({ name: z.string().trim().min(1).max(200), version: z.string().trim().min(1).max(100) }))
    .max(100),
  version: z.int().min(0),
});
export type ServerProfile = z.output<typeof serverProfile>;

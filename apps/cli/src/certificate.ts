import { readFile } from "node:fs/promises";
import { certificateFile } from "@headroom/contracts/sanitisation";
import { oneLine } from "@headroom/interchange/placement/fault";
import { writeCertificate } from "@headroom/runtime/certificate";
import type { Container } from "@headroom/runtime/container";
import { ServiceError } from "@headroom/services/errors";
import { type CertificateFault, fileFaults, recordFaults } from "@headroom/services/sanitisation/certificate";
import { readArguments } from "./arguments";
import { writeWhole } from "./atomic-write";
import { type Command, say } from "./command";
import { openCliContainer } from "./container";
import { NoDatabase } from "./database-url";
import { actorOf } from "./person";

const USAGE = [
  "usage: headroom certificate get NUMBER FILE.json|FILE.pdf",
  "       headroom certificate verify FILE.json [--offline]",
  "",
  "  get     writes a certificate of sanitisation: the signed file, or the paper",
  "  verify  checks digest and signature, then, beside the database: that this installation issued it with a key of its own, that the event of the",
  "          audit it names is as it was, and every certificate before it. --offline: the file alone, which says that it is whole, not whose it is",
  "",
  "The database is DATABASE_URL, or the one of a Headroom that `npm start` runs. Exit code 0: in order, 1: not, 2: cannot be said.",
];

class Refusal extends Error {}

const told = (fault: CertificateFault): string => {
  switch (fault.kind) {
    case "format":
      return "it is not a certificate of sanitisation";
    case "digest":
      return `what it says was changed: its digest is ${fault.is}, not ${fault.says}`;
    case "key":
      return `it names the key ${fault.says} and brings ${fault.is}`;
    case "signature":
      return "its signature is not of what it says";
    case "foreign_key":
      return `this installation has no key ${fault.keyId}`;
    case "not_issued":
      return `this installation issued no certificate ${fault.number}`;
    case "another_issued":
      return `certificate ${fault.number} of this installation says something else`;
    case "audit_missing":
      return `event ${fault.event} is missing from the audit`;
    case "audit_changed":
      return `event ${fault.event} of the audit was changed`;
    case "chain_missing":
      return `certificate ${fault.number}, before it, is missing`;
    case "chain_changed":
      return `certificate ${fault.number}, before it, was changed`;
  }
};

async function verify(path: string, isOffline: boolean, open: () => Promise<Container>): Promise<number> {
  const text = await readFile(path, "utf8").catch((cause: NodeJS.ErrnoException) => {
    throw new Refusal(`${path}: ${cause.code === "ENOENT" ? "does not exist" : cause.message}`);
  });
  let parsed: ReturnType<typeof certificateFile.safeParse>;
  try {
    parsed = certificateFile.safeParse(JSON.parse(text));
  } catch {
    throw new Refusal(`${path}: it is not JSON`);
  }
  if (!parsed.success) throw new Refusal(`${path}: ${told({ kind: "format" })}`);
  const file = parsed.data;
  const faults = fileFaults(file);
  if (!isOffline && faults.length === 0) faults.push(...(await recordFaults((await open()).ports, file)));
  const { number, rack, drives, keyId } = file.body;
  if (faults.length > 0) {
    process.stdout.write(
      `${[`${path}: not in order`, ...faults.map((fault) => `  ${told(fault)}`)].map(oneLine).join("\n")}\n`,
    );
    return 1;
  }
  const what = `certificate ${number}, rack ${rack}, ${drives.length} drives`;
  process.stdout.write(
    `${oneLine(isOffline ? `${path}: whole: ${what}; signed with key ${keyId}, which only its owner can vouch for` : `${path}: in order: ${what}`)}\n`,
  );
  return 0;
}

async function get(number: string, path: string, open: () => Promise<Container>): Promise<number> {
  const format = /\.(json|pdf)$/.exec(path)?.[1] as "json" | "pdf" | undefined;
  if (!/^[1-9]\d{0,8}$/.test(number)) throw new Refusal(`${number} is not the number of a certificate`);
  if (!format) throw new Refusal(`${path}: expected a name that ends in .json or .pdf`);
  const container = await open();
  const actor = await actorOf(container, undefined, "headroom certificate");
  await writeCertificate(container.ports, actor, { number: Number(number), format }, (piece) =>
    writeWhole(path, piece),
  );
  say(`Written: ${path}.`);
  return 0;
}

/** `headroom certificate`: proof that drives were sanitised, written and checked. */
export const certificate: Command = {
  async run(args) {
    const read = readArguments(args, { offline: { type: "boolean" } });
    if (read.ok && read.value === "help") {
      process.stdout.write(`${USAGE.join("\n")}\n`);
      return 0;
    }
    const [what, ...rest] = read.ok && read.value !== "help" ? read.value.positionals : [];
    const isOffline = read.ok && read.value !== "help" && read.value.values.offline === true;
    let container: Container | null = null;
    const open = async () => {
      container = await openCliContainer();
      return container;
    };
    try {
      if (what === "verify" && rest.length === 1) return await verify(rest[0]!, isOffline, open);
      if (what === "get" && rest.length === 2) return await get(rest[0]!, rest[1]!, open);
      say(...(read.ok ? [] : read.error.map((line) => `headroom certificate: ${line}`)), ...USAGE);
      return 2;
    } catch (cause) {
      if (cause instanceof ServiceError && cause.code === "NOT_FOUND")
        say(`headroom certificate: there is no certificate ${cause.details.id}`);
      else if (cause instanceof Refusal || cause instanceof NoDatabase) say(`headroom certificate: ${cause.message}`);
      else throw cause;
      return 2;
    } finally {
      await (container as Container | null)?.close();
    }
  },
};

import { verifyBackup } from "@headroom/runtime/backup/read-file";
import { verifyDatabase } from "@headroom/runtime/backup/verify";
import { type Command, say } from "./command";
import { databaseUrl } from "./database-url";
import { keepingCommand, MIGRATIONS } from "./keeping";
import { contentsLines, databaseLines, faultWords } from "./keeping-words";
import { verifyRollupsCommand } from "./verify-rollups";

const USAGE = [
  "usage: headroom verify                # database, then rollups",
  "       headroom verify backup FILE",
  "       headroom verify database",
  "       headroom verify rollups",
  "",
  "  backup    reads FILE from end to end: every checksum and every count",
  "  database  asks every foreign key and check of every row, migrations, sequences, the order of the audit trail; changes nothing",
  "  rollups   computes every number that screens read ready-made anew from the facts; changes nothing",
  "",
  "The database is DATABASE_URL, or the one of a Headroom that `npm start` runs. Exit code 0: all is right, 1: something is wrong.",
];

const parts: Readonly<Record<string, Command>> = {
  rollups: verifyRollupsCommand,
  backup: keepingCommand("verify backup", USAGE, ["FILE"], async ([file]) => {
    const read = await verifyBackup(file!);
    if (!read.ok) {
      say(`${file}: ${faultWords(read.error)}.`);
      return 1;
    }
    process.stdout.write(
      `${contentsLines(read.value.manifest).join("\n")}\nsha-256         ${read.value.checksums.whole}\n`,
    );
    say(`${file} is whole.`);
    return 0;
  }),
  database: keepingCommand("verify database", USAGE, [], async () => {
    const report = await verifyDatabase(await databaseUrl(), MIGRATIONS);
    if (report === null) {
      say("headroom verify database: the database has no tables of Headroom.");
      return 2;
    }
    process.stdout.write(`${databaseLines(report).join("\n")}\n`);
    return report.findings.length === 0 ? 0 : 1;
  }),
};

/** `headroom verify [WHAT]`. */
export const verify: Command = {
  async run([what, ...args]) {
    if (what === undefined) return Math.max(await parts.database!.run([]), await parts.rollups!.run([]));
    const part = what !== undefined && Object.hasOwn(parts, what) ? parts[what] : undefined;
    if (part) return part.run(args);
    const asked = what === "--help" || what === "-h";
    if (asked) process.stdout.write(`${USAGE.join("\n")}\n`);
    else say(`headroom verify: expected ${Object.keys(parts).join(", ")}, found ${JSON.stringify(what)}`, ...USAGE);
    return asked ? 0 : 2;
  },
};

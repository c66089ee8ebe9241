import { leftovers } from "@headroom/runtime/backup/atomic-file";
import { backup as takeBackup } from "@headroom/runtime/backup/backup";
import { say } from "./command";
import { databaseUrl } from "./database-url";
import { keepingCommand, productVersion } from "./keeping";
import { backupRefusalWords, contentsLines, count } from "./keeping-words";

const USAGE = [
  "usage: headroom backup FILE",
  "",
  "  Writes everything the database holds at one instant into FILE, while people go on working; a FILE that is there is replaced when the",
  "  new one is whole. Sign-ins, and the queue of running work, are left out: docs/runbooks/keep.md.",
  "",
  "The database is DATABASE_URL, or the one of a Headroom that `npm start` runs.",
];

/** `headroom backup`. */
export const backup = keepingCommand("backup", USAGE, ["FILE"], async ([file]) => {
  for (const left of await leftovers(file!))
    say(`${left} was left by a backup that was killed, unless one runs now: remove it.`);
  const began = performance.now();
  const done = await takeBackup({
    databaseUrl: await databaseUrl(),
    file: file!,
    version: await productVersion(),
    onTable: (name, rows) => rows > 0 && say(`  ${name}: ${count(rows, "row")}`),
  });
  if (!done.ok) {
    say(`headroom backup: ${backupRefusalWords(done.error)}`);
    return 2;
  }
  const { manifest, checksums, fileBytes } = done.value;
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  process.stdout.write(`${contentsLines(manifest).join("\n")}\nsha-256         ${checksums.whole}\n`);
  say(`Written: ${file}, ${(fileBytes / 1e6).toFixed(1)} MB in ${seconds} s.`);
  return 0;
});

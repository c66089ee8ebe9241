import { type RestoreStage, restore as restoreBackup } from "@headroom/runtime/backup/restore";
import { say } from "./command";
import { databaseUrl } from "./database-url";
import { keepingCommand, MIGRATIONS } from "./keeping";
import { contentsLines, count, restoreRefusalWords } from "./keeping-words";

const USAGE = [
  "usage: headroom restore FILE",
  "",
  "  Brings a backup into an empty database: one without tables, or migrated no further than the backup. Checks the file first, reads",
  "  everything back before it keeps it, then migrates to this release. Killed, it is run again. Everybody signs in anew afterwards.",
  "",
  "The database is DATABASE_URL, or the one of a Headroom that `npm start` runs.",
];

function stageWords(stage: RestoreStage): string {
  switch (stage.kind) {
    case "checked":
      return "The file is whole.";
    case "migrated":
      return `  migration ${stage.name}`;
    case "loaded":
      return `  ${stage.table}: ${count(stage.rows, "row")}`;
    case "constraints":
      return "Building indexes, checking every constraint.";
    case "reading_back":
      return "Reading everything back.";
    case "committed":
      return "All rows are in.";
  }
}

/** `headroom restore`. */
export const restore = keepingCommand("restore", USAGE, ["FILE"], async ([file]) => {
  const began = performance.now();
  const done = await restoreBackup({
    databaseUrl: await databaseUrl(),
    file: file!,
    migrations: MIGRATIONS,
    onStage: (stage) => say(stageWords(stage)),
  });
  if (!done.ok) {
    const [first, ...rest] = restoreRefusalWords(done.error);
    say(`headroom restore: ${first}`, ...rest);
    return 2;
  }
  const { manifest, migratedForward, resumed } = done.value;
  process.stdout.write(`${contentsLines(manifest).join("\n")}\n`);
  if (resumed) say("The rows were in already: this brought the restore to its end.");
  if (migratedForward.length > 0) say(`Migrated to this release: ${count(migratedForward.length, "migration")}.`);
  say(
    `Restored in ${((performance.now() - began) / 1000).toFixed(1)} s. \`headroom verify database\` asks every rule of every row again.`,
  );
  return 0;
});

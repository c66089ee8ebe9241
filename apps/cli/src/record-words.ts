import type { RecordHistory, RecordOutcome, RecordPreview } from "@headroom/contracts/record";

const word = (value: unknown): string => {
  if (value === null) return "(nothing)";
  return Array.isArray(value) ? value.join(";") || "(nothing)" : String(value);
};

const nameOf = ({ type, key }: { readonly type: string; readonly key: readonly unknown[] }) =>
  `${type} ${key.map(word).join("/")}`;

type Diff = { readonly field: string; readonly before: unknown; readonly after: unknown };

export const diffLines = (fields: readonly Diff[]): string[] =>
  fields.map(({ field, before, after }) => `  ${field}: ${word(before)} -> ${word(after)}`);

export const objectLines = (objects: RecordPreview["objects"]): string[] =>
  objects.flatMap((one) => [`${one.op} ${nameOf(one)}`, ...(one.op === "delete" ? [] : diffLines(one.fields))]);

/** What stands in the way of changes; none: nothing does. */
export const obstacleLines = ({
  problems,
  conflicts,
}: Pick<Extract<RecordOutcome, { kind: "refused" }>, "problems" | "conflicts">): string[] => [
  ...problems.map(
    ({ at, type, field, value, expected, advice }) =>
      `change ${at + 1}, ${type}${field === null ? "" : `, ${field}`}: ${word(value)}; expected ${expected}; ${advice}`,
  ),
  ...conflicts.flatMap((one) => [
    `change ${one.at + 1}, ${nameOf(one)}: ${one.now === null ? "it is no more" : `somebody changed it (version ${one.version} was seen, ${one.now} is there)`}`,
    ...one.fields.map(
      ({ field, base, theirs, mine, clash }) =>
        `  ${field}: was ${word(base)}, is ${word(theirs)}, asked for ${word(mine)}${clash ? "  <- both changed it" : ""}`,
    ),
  ]),
];

export const capacityLines = (capacity: RecordPreview["capacity"]): string[] =>
  capacity.flatMap(({ datacenter, before, after }) =>
    before.installedW === after.installedW && before.strandedW === after.strandedW && before.freeW === after.freeW
      ? []
      : [
          `${datacenter}: installed ${kw(before.installedW)} -> ${kw(after.installedW)}, free ${kw(before.freeW)} -> ${kw(after.freeW)}, stranded ${kw(before.strandedW)} -> ${kw(after.strandedW)}`,
        ],
  );

const kw = (watts: number): string => `${watts / 1000} kW`;

export const historyLines = (history: RecordHistory): string[] =>
  history.flatMap(({ version, op, at, by, fields }) => {
    const who = by ? `${by.actor} (${by.via}, ${by.action})` : "not known";
    const why = by?.reason ? `: ${by.reason}` : "";
    const change = by?.change ? `, change ${by.change}` : "";
    return [`${at}  version ${version}  ${op}  ${who}${change}${why}`, ...(op === "edit" ? diffLines(fields) : [])];
  });

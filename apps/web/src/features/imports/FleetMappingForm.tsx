import { recordType, recordTypes } from "@headroom/core/topology/records/fleet";
import { Select } from "@headroom/ui/primitives/Field";
import { Notice } from "@headroom/ui/primitives/Notice";
import { type FileMapping, guessColumns, missingColumns } from "./fleetMapping";

interface FleetMappingFormProps {
  files: readonly FileMapping[];
  onChange: (files: readonly FileMapping[]) => void;
}

const typeWords = (name: string): string => `${name.charAt(0).toUpperCase()}${name.slice(1).replaceAll("_", " ")}`;

/** What files hold that do not say it themselves: their type, and columns under other names. */
export function FleetMappingForm({ files, onChange }: FleetMappingFormProps) {
  const asked = files.filter(({ file, type, columns }) => type !== nameOf(file) || Object.keys(columns).length > 0);
  if (asked.length === 0) return null;
  const set = (changed: FileMapping) => onChange(files.map((one) => (one.file === changed.file ? changed : one)));
  return (
    <>
      {asked.map((one) => (
        <fieldset key={one.file} className="file-mapping">
          <legend>
            <code>{one.file}</code>
          </legend>
          <Select
            label="Holds"
            value={one.type}
            onChange={(event) => set(guessColumns({ ...one, type: event.target.value }))}
            options={[
              { value: "", label: "Nothing to import" },
              ...recordTypes.map(({ name }) => ({ value: name, label: typeWords(name) })),
            ]}
          />
          {one.type === ""
            ? null
            : Object.entries(one.columns).map(([theirs, ours]) => (
                <Select
                  key={theirs}
                  label={
                    <>
                      Column <code>{theirs}</code>
                    </>
                  }
                  value={ours}
                  onChange={(event) => set({ ...one, columns: { ...one.columns, [theirs]: event.target.value } })}
                  options={[
                    { value: "", label: "Passed over" },
                    ...choices(one, ours).map(({ name, about }) => ({ value: name, label: `${name}: ${about}` })),
                  ]}
                />
              ))}
          {one.type !== "" && missingColumns(one).length > 0 ? (
            <Notice tone="attention">Still needed: {missingColumns(one).join(", ")}</Notice>
          ) : null}
        </fieldset>
      ))}
    </>
  );
}

const nameOf = (file: string): string => file.replace(/\.(csv|json)$/i, "").toLowerCase();

/** Our columns that no other column of the file is already. */
function choices({ type, header, columns }: FileMapping, own: string) {
  const taken = new Set([...(header ?? []), ...Object.values(columns)]);
  return (recordType(type)?.fields ?? []).filter(({ name }) => name === own || !taken.has(name));
}

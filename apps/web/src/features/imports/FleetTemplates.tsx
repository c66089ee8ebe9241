import { recordTypes } from "@headroom/core/topology/records/fleet";

/** An empty file of each type, with its columns. */
export function FleetTemplates() {
  return (
    <details className="import-options">
      <summary>Templates</summary>
      <ul className="template-list">
        {recordTypes.map(({ name, fields }) => (
          <li key={name}>
            <a
              download={`${name}.csv`}
              href={`data:text/csv;charset=utf-8,${encodeURIComponent(`${fields.map((field) => field.name).join(",")}\n`)}`}
            >
              {name}.csv
            </a>
          </li>
        ))}
      </ul>
    </details>
  );
}

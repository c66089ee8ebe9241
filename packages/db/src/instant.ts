/** A timestamptz column as text, `2026-11-23T14:00:00.000Z`. */
export const instant = (column: string): string =>
  `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** A user's columns as one json value: id, name, role. */
export const personJson = (alias: string): string =>
  `json_build_object('id', ${alias}.id, 'name', ${alias}.name, 'role', ${alias}.role)`;

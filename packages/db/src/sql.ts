import type pg from "pg";

/**
 * Rows of one statement on the connection of a unit of work. `name` prepares it once per connection, so a statement's text must
 * never vary under one name. Dates are read as text (`::text`): pg would turn them into local midnights.
 */
export async function select<Row extends object>(
  client: pg.ClientBase,
  name: string,
  text: string,
  values: readonly unknown[] = [],
): Promise<Row[]> {
  const result = await client.query({ name, text, values: [...values] });
  return result.rows as Row[];
}

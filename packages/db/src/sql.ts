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

const special = /[\\%_]/g;
const literally = (text: string): string => text.replace(special, (c) => `\\${c}`);

/** Patterns for LIKE in which the text stands for itself. */
export const likePrefix = (text: string): string => `${literally(text)}%`;
export const likeAnywhere = (text: string): string => `%${literally(text)}%`;

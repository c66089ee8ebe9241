import type { FoundInFlow } from "@headroom/services/ports/search";
import type pg from "pg";
import { likeAnywhere, likePrefix, select } from "../../sql";

/** Every word as the beginning of one: 'web':* & 'ash':*. What has no letter or digit is no word of a full text. */
const wordsQuery = (words: readonly string[]): string =>
  words
    .flatMap((word) => word.match(/[\p{L}\p{N}]+/gu) ?? [])
    .map((word) => `'${word}':*`)
    .join(" & ");

/** $1 part or beginning of the whole text, $2 its words, $3 a number or null, $4 the beginning of a state or null, $5 at most. */
const statement = (kind: "plan" | "request") => {
  const isPlan = kind === "plan";
  const document = isPlan
    ? "to_tsvector('simple', title)"
    : "to_tsvector('simple', title || ' ' || service || ' ' || note)";
  const parts = isPlan ? "lower(title) LIKE $1" : "lower(title) LIKE $1 OR lower(service) LIKE $1";
  return `SELECT '${kind}' AS kind, id::text AS key, title AS label, ${isPlan ? "state::text" : "service || ', ' || state::text"} AS detail
     FROM ${kind} WHERE (id = $3 OR ${parts} OR ($2 <> '' AND ${document} @@ to_tsquery('simple', $2)))
       AND ($4::text IS NULL OR state::text LIKE $4)
    ORDER BY (id = $3) IS TRUE DESC, ${kind}.id DESC LIMIT $5`;
};

/** Plans and requests by number, by words of their titles, or by any part; the newest first. */
export async function findInFlow(
  sql: pg.ClientBase,
  kind: "plan" | "request",
  words: readonly string[],
  state: string | null,
  limit: number,
): Promise<FoundInFlow[]> {
  const text = words.join(" ");
  // "PL-15" is a plan and "RQ-15" a request; "15" and "#15" may be either.
  const [, prefix, digits] = /^(?:#|(pl|rq)-?)?(\d{1,9})$/.exec(text) ?? [];
  const number = digits && (!prefix || prefix === (kind === "plan" ? "pl" : "rq")) ? Number(digits) : null;
  // "#15" is a number and nothing else
  const query = digits && text !== digits ? "" : wordsQuery(words);
  const pattern = text.length >= 3 || text === "" ? likeAnywhere(text) : likePrefix(text);
  const asked = state === null ? null : likePrefix(state);
  return select<FoundInFlow>(sql, `search.${kind}`, statement(kind), [pattern, query, number, asked, limit]);
}

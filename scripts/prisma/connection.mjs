// What a DATABASE_URL means to Prisma's tools, and what it may not ask of them.

/** Query parameters of Prisma's own engines that the pg driver does not know: silently ignoring them would be worse. */
const refused = {
  sslaccept: "use sslmode=verify-full or sslmode=no-verify",
  sslidentity: "use sslcert and sslkey",
  sslpassword: "use a key without a password",
  socket: "use host=/path/to/the/folder",
};

/**
 * Why a URL cannot be used, in one sentence, or undefined when it can. `sslmode`, `sslcert`, `sslkey`, `sslrootcert`
 * and the rest of what the pg driver reads are passed on untouched.
 * @param {string} url
 * @returns {string | undefined}
 */
export function refusal(url) {
  if (!/^postgres(ql)?:\/\//.test(url) || !URL.canParse(url))
    return "DATABASE_URL is not a PostgreSQL address: it must look like postgresql://user:password@host:5432/database.";
  const { searchParams, pathname } = new URL(url);
  if (pathname.length < 2) return "DATABASE_URL names no database: it must end in /database.";
  const schema = searchParams.get("schema");
  if (schema !== null && schema !== "public")
    return `DATABASE_URL asks for schema=${schema}, but Headroom keeps its tables in the schema "public": leave schema= out and use a database of its own.`;
  for (const [name, instead] of Object.entries(refused))
    if (searchParams.has(name)) return `DATABASE_URL has ${name}=, which is not supported: ${instead}.`;
  return undefined;
}

/** The database a URL names. @param {string} url */
export const databaseOf = (url) => decodeURIComponent(new URL(url).pathname.slice(1));

/**
 * The same server and options, another database. A whole URL rather than fields, so that TLS options keep their
 * meaning; the name is put into the URL, as pg lets the URL win over a separate `database`.
 * @param {string} url
 * @param {string} [database]
 * @returns {{connectionString: string}}
 */
export function connectionTo(url, database = databaseOf(url)) {
  const parsed = new URL(url);
  parsed.pathname = `/${encodeURIComponent(database)}`;
  parsed.searchParams.delete("schema");
  return { connectionString: parsed.href };
}

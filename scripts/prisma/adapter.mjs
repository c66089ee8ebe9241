// Prisma's pg driver adapter, with what the schema engine needs of it set right.
import { randomUUID } from "node:crypto";
import { PrismaPg } from "@prisma/adapter-pg";
import { ColumnTypeEnum } from "@prisma/driver-adapter-utils";
import { connectionTo } from "./connection.mjs";

const charOid = 18; // the catalogue's one-byte type "char"
const textOid = 25;

/**
 * Appended to a migration, inside its transaction: an unfinished row with this note was committed and only its
 * book-keeping was lost; one without was rolled back. `npm start` reads it after a kill.
 */
const note = `
;DO $headroom$ BEGIN
  IF to_regclass('public._prisma_migrations') IS NOT NULL THEN
    UPDATE public._prisma_migrations SET logs = 'committed'
    WHERE finished_at IS NULL AND rolled_back_at IS NULL AND logs IS NULL;
  END IF;
END $headroom$;`;

/** Statements PostgreSQL runs only alone, outside a transaction: nothing may be appended to them. */
const alone = /\b(concurrently|vacuum|alter\s+system|(create|drop)\s+(database|tablespace))\b/i;

/** @param {any} queryable a connection or a transaction of the adapter */
function repaired(queryable) {
  const { queryRaw, performIO, startTransaction } = queryable;
  // Introspection reads columns of type "char", which the adapter cannot map: they travel as text and are named
  // Character again for the engine.
  /** @type {boolean[]} */
  let chars = [];
  queryable.performIO = async function (/** @type {unknown} */ query) {
    const result = await performIO.call(this, query);
    const fields = result.fields ?? [];
    chars = fields.map((/** @type {any} */ field) => field.dataTypeID === charOid);
    return {
      ...result,
      rowCount: result.rowCount,
      fields: fields.map((/** @type {any} */ field) =>
        field.dataTypeID === charOid ? { name: field.name, dataTypeID: textOid } : field,
      ),
    };
  };
  queryable.queryRaw = async function (/** @type {unknown} */ query) {
    const result = await queryRaw.call(this, query);
    const columnTypes = result.columnTypes.map((/** @type {number} */ type, /** @type {number} */ i) =>
      chars[i] ? ColumnTypeEnum.Character : type,
    );
    return { ...result, columnTypes };
  };
  // The adapter splits a script at every ";", which breaks functions, strings and comments. Sent whole, PostgreSQL
  // splits it itself, and runs it as one transaction.
  if (queryable.executeScript)
    queryable.executeScript = async function (/** @type {string} */ sql) {
      try {
        await this.client.query(alone.test(sql) ? sql : sql + note);
      } catch (error) {
        this.onError(error);
      }
    };
  if (startTransaction)
    queryable.startTransaction = async function (/** @type {unknown[]} */ ...args) {
      return repaired(await startTransaction.apply(this, args));
    };
  return queryable;
}

/** Connects the schema engine to the database of a URL, and to shadow databases beside it. */
export class MigrationAdapter extends PrismaPg {
  /** @param {string} url @param {string} [database] */
  constructor(url, database) {
    super(connectionTo(url, database));
    this.url = url;
  }

  /** @override */
  async connect() {
    return repaired(await super.connect());
  }

  /**
   * A shadow database is dropped through the main connection, after its own has ended (the adapter does it before).
   * @override
   */
  async connectToShadowDb() {
    const main = await this.connect();
    const name = `prisma_migrate_shadow_db_${randomUUID()}`;
    await main.executeScript(`CREATE DATABASE "${name}"`);
    const shadow = await new MigrationAdapter(this.url, name).connect();
    const dispose = shadow.dispose.bind(shadow);
    shadow.dispose = async () => {
      await dispose();
      await main.executeScript(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);
      await main.dispose();
    };
    return shadow;
  }
}

-- Every record knows its version and since when it is as it is; what it was before is kept. The database does it, so that no writer (COPY,
-- imports, plans) can forget. A row that comes writes nothing more than itself.
ALTER TABLE "position_feed" ADD COLUMN "id" SERIAL NOT NULL;
CREATE UNIQUE INDEX "position_feed_id_key" ON "position_feed"("id");

CREATE TABLE "record_history" (
    "id" BIGSERIAL NOT NULL,
    "table_name" TEXT NOT NULL,
    "row_id" BIGINT NOT NULL,
    "version" INTEGER NOT NULL,
    -- how it ended: update or delete
    "operation" TEXT NOT NULL,
    "row" JSONB NOT NULL,
    -- the row was so in [from_at, to_at)
    "from_at" TIMESTAMPTZ(6) NOT NULL,
    "to_at" TIMESTAMPTZ(6) NOT NULL,
    -- beginning of the transaction that ended it: audit events of that transaction have the same
    "transaction_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "record_history_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "record_history_table_name_row_id_version_idx" ON "record_history"("table_name", "row_id", "version");
CREATE INDEX "record_history_table_name_to_at_idx" ON "record_history"("table_name", "to_at");

-- Events of before know no transaction: no record claims them.
ALTER TABLE "audit_event" ADD COLUMN "transaction_at" TIMESTAMPTZ(6);
ALTER TABLE "audit_event" ALTER COLUMN "transaction_at" SET DEFAULT now();
CREATE INDEX "audit_event_transaction_at_idx" ON "audit_event"("transaction_at");

-- One version for each transaction, whatever it takes there: a row that this transaction made or changed already is only on its way.
CREATE FUNCTION "record_next_version"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD."changed_at" = now() THEN
    NEW."record_version" := OLD."record_version";
    NEW."changed_at" := OLD."changed_at";
  ELSE
    NEW."record_version" := OLD."record_version" + 1;
    -- a transaction that began before another one's change and came after it does not turn time back
    NEW."changed_at" := greatest(now(), OLD."changed_at" + interval '1 microsecond');
  END IF;
  RETURN NEW;
END $$;

CREATE FUNCTION "record_was"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    INSERT INTO "record_history" ("table_name", "row_id", "version", "operation", "row", "from_at", "to_at", "transaction_at")
    SELECT TG_TABLE_NAME, g."id", g."record_version", 'update', to_jsonb(g), g."changed_at", c."changed_at", now()
      FROM "gone" g JOIN "come" c ON c."id" = g."id" WHERE c."record_version" <> g."record_version";
  ELSE
    INSERT INTO "record_history" ("table_name", "row_id", "version", "operation", "row", "from_at", "to_at", "transaction_at")
    SELECT TG_TABLE_NAME, g."id", g."record_version", 'delete', to_jsonb(g), g."changed_at",
           greatest(now(), g."changed_at" + interval '1 microsecond'), now()
      FROM "gone" g WHERE g."changed_at" <> now();
  END IF;
  RETURN NULL;
END $$;

DO $$
DECLARE
  t text;
  differs text;
BEGIN
  FOREACH t IN ARRAY ARRAY['region', 'zone', 'datacenter', 'room', 'network_zone', 'row', 'cooling_zone', 'power_device', 'position', 'position_feed', 'hardware_family', 'power_supply', 'device_type', 'device_power_port', 'server_type', 'rack_type', 'rack', 'occupancy', 'reservation', 'server', 'rack_unit_reservation', 'freeze_window'] LOOP
    EXECUTE format('ALTER TABLE %I ADD COLUMN "record_version" INTEGER NOT NULL DEFAULT 1, ADD COLUMN "changed_at" TIMESTAMPTZ(6) NOT NULL DEFAULT now()', t);
    -- a datacenter's own version counts what happens inside of it, and says nothing of the datacenter itself
    differs := CASE t WHEN 'datacenter' THEN '(to_jsonb(OLD) - ''version'') IS DISTINCT FROM (to_jsonb(NEW) - ''version'')'
                      ELSE 'OLD.* IS DISTINCT FROM NEW.*' END;
    EXECUTE format('CREATE TRIGGER "record_next_version" BEFORE UPDATE ON %I FOR EACH ROW WHEN (%s) EXECUTE FUNCTION "record_next_version"()', t, differs);
    EXECUTE format('CREATE TRIGGER "record_changed" AFTER UPDATE ON %I REFERENCING OLD TABLE AS "gone" NEW TABLE AS "come" FOR EACH STATEMENT EXECUTE FUNCTION "record_was"()', t);
    EXECUTE format('CREATE TRIGGER "record_gone" AFTER DELETE ON %I REFERENCING OLD TABLE AS "gone" FOR EACH STATEMENT EXECUTE FUNCTION "record_was"()', t);
  END LOOP;
END $$;

-- What a person changed at once: the objects with what they were, so that it can be taken back.
CREATE TABLE "record_change" (
    "id" SERIAL NOT NULL,
    "made_at" TIMESTAMPTZ(6) NOT NULL DEFAULT now(),
    "actor_id" TEXT,
    "actor_name" TEXT NOT NULL,
    "reason" TEXT,
    "objects" JSONB NOT NULL,
    "undoes_id" INTEGER,

    CONSTRAINT "record_change_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "record_change_undoes_id_key" ON "record_change"("undoes_id");
ALTER TABLE "record_change" ADD CONSTRAINT "record_change_undoes_id_fkey" FOREIGN KEY ("undoes_id") REFERENCES "record_change"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

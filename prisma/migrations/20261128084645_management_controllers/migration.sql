-- What speaks for a server while it is off: of a server, or of the unit of a rack where one is to be. The password is sealed (AES-256-GCM) with a key
-- that is not in the database, and bound to the address. No history is kept by the database: it would keep old secrets; the audit has what changed.
CREATE TABLE "management_controller" (
    "id" SERIAL NOT NULL,
    "server_id" INTEGER,
    "rack_id" INTEGER,
    "unit" DOUBLE PRECISION,
    "url" TEXT NOT NULL,
    "system_path" TEXT,
    "username" TEXT NOT NULL,
    "secret" TEXT NOT NULL,
    "trust" TEXT NOT NULL,
    "trust_value" TEXT,
    "server_type_id" INTEGER,
    "expected_serial" TEXT,
    "last_seen_at" TIMESTAMPTZ(3),
    "last_fault" JSONB,
    "version" INTEGER NOT NULL DEFAULT 1,
    "changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "management_controller_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "management_controller_one_place" CHECK (num_nonnulls("server_id", "rack_id") = 1 AND ("rack_id" IS NULL) = ("unit" IS NULL)),
    CONSTRAINT "management_controller_unit" CHECK ("unit" >= 1 AND "unit" * 2 = floor("unit" * 2)),
    CONSTRAINT "management_controller_trust" CHECK ("trust" IN ('system', 'authority', 'pin', 'plain') AND ("trust" IN ('authority', 'pin')) = ("trust_value" IS NOT NULL)),
    CONSTRAINT "management_controller_sealed" CHECK ("secret" LIKE 's1.%')
);
CREATE UNIQUE INDEX "management_controller_server_id_key" ON "management_controller"("server_id");
CREATE UNIQUE INDEX "management_controller_rack_id_unit_key" ON "management_controller"("rack_id", "unit");
CREATE UNIQUE INDEX "management_controller_address" ON "management_controller"("url", (coalesce("system_path", '')));
CREATE INDEX "management_controller_server_type_id_idx" ON "management_controller"("server_type_id");
ALTER TABLE "management_controller"
  ADD CONSTRAINT "management_controller_server_id_fkey" FOREIGN KEY ("server_id") REFERENCES "server"("id") ON DELETE CASCADE ON UPDATE CASCADE,
  ADD CONSTRAINT "management_controller_rack_id_fkey" FOREIGN KEY ("rack_id") REFERENCES "rack"("id") ON DELETE CASCADE ON UPDATE CASCADE,
  ADD CONSTRAINT "management_controller_server_type_id_fkey" FOREIGN KEY ("server_type_id") REFERENCES "server_type"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- What a server's controller told of it last: models, serials, processors, memory, drives.
CREATE TABLE "server_hardware" (
    "server_id" INTEGER NOT NULL,
    "found" JSONB NOT NULL,
    "found_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "server_hardware_pkey" PRIMARY KEY ("server_id")
);
ALTER TABLE "server_hardware" ADD CONSTRAINT "server_hardware_server_id_fkey" FOREIGN KEY ("server_id") REFERENCES "server"("id") ON DELETE CASCADE ON UPDATE CASCADE;

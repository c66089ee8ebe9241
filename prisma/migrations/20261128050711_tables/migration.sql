-- CreateTable
CREATE TABLE "table_view" (
    "id" SERIAL NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "record_type" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "columns" TEXT[],
    "filter" TEXT NOT NULL,
    "sort" TEXT NOT NULL,
    "shared" BOOLEAN NOT NULL,
    "owner_id" TEXT,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "table_view_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "table_view_owner_id_record_type_name_key" ON "table_view"("owner_id", "record_type", "name");

-- CreateIndex
CREATE INDEX "table_view_record_type_idx" ON "table_view"("record_type");

-- CreateIndex
CREATE INDEX "server_server_type_id_id_idx" ON "server"("server_type_id", "id");

-- CreateIndex
CREATE INDEX "server_state_id_idx" ON "server"("state", "id");

-- CreateIndex
CREATE INDEX "server_installed_on_id_idx" ON "server"("installed_on", "id");

-- AddForeignKey
ALTER TABLE "table_view" ADD CONSTRAINT "table_view_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "user_account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What follows is written by hand. Texts of large tables, in any case: in order and by their beginning (bytes, whatever the database's
-- collation), and by any part of three characters or more. They take the place of the indexes for beginnings alone.
CREATE EXTENSION IF NOT EXISTS "pg_trgm";
DROP INDEX "rack_code_prefix";
DROP INDEX "rack_serial_prefix";
DROP INDEX "server_serial_prefix";
CREATE INDEX "rack_code_text" ON "rack" ((lower("code") COLLATE "C"), "id");
CREATE INDEX "rack_serial_text" ON "rack" ((lower("serial") COLLATE "C"), "id");
CREATE INDEX "rack_parts" ON "rack" USING gin ((lower("code") COLLATE "C") gin_trgm_ops, (lower("serial") COLLATE "C") gin_trgm_ops);
CREATE INDEX "server_name_text" ON "server" ((lower("name") COLLATE "C"), "id");
CREATE INDEX "server_serial_text" ON "server" ((lower("serial") COLLATE "C"), "id");
CREATE INDEX "server_asset_tag_text" ON "server" ((lower("asset_tag") COLLATE "C"), "id");
CREATE INDEX "server_parts" ON "server" USING gin ((lower("name") COLLATE "C") gin_trgm_ops, (lower("serial") COLLATE "C") gin_trgm_ops,
  (lower("asset_tag") COLLATE "C") gin_trgm_ops);

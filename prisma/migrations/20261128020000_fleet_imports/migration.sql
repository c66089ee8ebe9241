-- AlterEnum
ALTER TYPE "import_state" ADD VALUE 'reading' BEFORE 'checked';

-- AlterTable
ALTER TABLE "import_run" ADD COLUMN "mapping" JSONB;

-- CreateTable
CREATE TABLE "import_file" (
    "run_id" INTEGER NOT NULL,
    "file" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "record_type" TEXT NOT NULL,
    "fields" TEXT[],
    "read_rows" INTEGER NOT NULL DEFAULT 0,
    "rejected" JSONB NOT NULL DEFAULT '[]',

    CONSTRAINT "import_file_pkey" PRIMARY KEY ("run_id","file")
);

-- CreateTable
CREATE TABLE "import_row" (
    "run_id" INTEGER NOT NULL,
    "file" INTEGER NOT NULL,
    "line" INTEGER NOT NULL,
    "bad" BOOLEAN NOT NULL,
    "cells" TEXT[],

    CONSTRAINT "import_row_pkey" PRIMARY KEY ("run_id","file","line")
);

-- AddForeignKey
ALTER TABLE "import_file" ADD CONSTRAINT "import_file_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "import_run"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Rows have no foreign key of their own: a million of them would ask for it one by one. They go when their run is written, refused or old.

-- A server is known by its name in its rack, in files as on the label. Names that were given twice get their number behind them.
UPDATE "server" s SET "name" = s."name" || ' (' || s."id" || ')'
  WHERE EXISTS (SELECT 1 FROM "server" o WHERE o."rack_id" = s."rack_id" AND o."name" = s."name" AND o."id" < s."id");

-- CreateIndex
CREATE UNIQUE INDEX "server_rack_id_name_key" ON "server"("rack_id", "name");

-- The new index finds a rack's servers, too.
-- DropIndex
DROP INDEX "server_rack_id_idx";

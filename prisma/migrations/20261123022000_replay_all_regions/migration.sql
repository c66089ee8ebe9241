-- AlterTable
-- A replay without a region is of all of them.
ALTER TABLE "replay" ALTER COLUMN "region_id" DROP NOT NULL;

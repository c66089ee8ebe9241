-- AlterTable
-- Written by hand as a generated column: lists of datacenters read totals, and must not unpack the account of every device for them.
ALTER TABLE "datacenter_capacity" ADD COLUMN "summary" JSONB
  GENERATED ALWAYS AS ("account" - ARRAY['rooms', 'rows', 'groups', 'devices', 'coolingZones']) STORED;

-- Parts of a server that run firmware, as its controller listed them last; null: nobody looked, or it lists none.
ALTER TABLE "server_hardware" ADD COLUMN "firmware" JSONB, ADD COLUMN "firmware_at" TIMESTAMPTZ(3);

-- Several systems behind one address: each by its path (or UUID), or by the serial of what was ordered.
DROP INDEX "management_controller_address";
CREATE UNIQUE INDEX "management_controller_address" ON "management_controller"("url", "system_path") WHERE "system_path" IS NOT NULL;
CREATE UNIQUE INDEX "management_controller_serial" ON "management_controller"("url", (coalesce("expected_serial", ''))) WHERE "system_path" IS NULL;
CREATE INDEX "management_controller_url_idx" ON "management_controller"("url");

-- AlterTable
ALTER TABLE "row" ADD COLUMN "ports" INTEGER;

-- CreateTable
CREATE TABLE "freeze_window" (
    "id" SERIAL NOT NULL,
    "datacenter_id" INTEGER NOT NULL,
    "room_id" INTEGER,
    "row_id" INTEGER,
    "starts_on" DATE NOT NULL,
    "ends_on" DATE NOT NULL,
    "reason" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "freeze_window_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "freeze_window_datacenter_id_idx" ON "freeze_window"("datacenter_id");

-- CreateIndex
CREATE UNIQUE INDEX "room_id_datacenter_id_key" ON "room"("id", "datacenter_id");

-- AddForeignKey
ALTER TABLE "freeze_window" ADD CONSTRAINT "freeze_window_datacenter_id_fkey" FOREIGN KEY ("datacenter_id") REFERENCES "datacenter"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "freeze_window" ADD CONSTRAINT "freeze_window_room_id_datacenter_id_fkey" FOREIGN KEY ("room_id", "datacenter_id") REFERENCES "room"("id", "datacenter_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "freeze_window" ADD CONSTRAINT "freeze_window_row_id_room_id_fkey" FOREIGN KEY ("row_id", "room_id") REFERENCES "row"("id", "room_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- The whole datacenter, a room of it, or a row of that room: a row is named with its room. Both days are frozen.
ALTER TABLE "row" ADD CONSTRAINT "row_ports_check" CHECK ("ports" >= 0);
ALTER TABLE "freeze_window" ADD CONSTRAINT "freeze_window_days_check" CHECK ("ends_on" >= "starts_on");
ALTER TABLE "freeze_window" ADD CONSTRAINT "freeze_window_row_check" CHECK ("row_id" IS NULL OR "room_id" IS NOT NULL);

-- Floors kept in memory are known by their datacenter's version: windows change what fits, so they raise it.
CREATE FUNCTION "raise_version_of_datacenter"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'INSERT' THEN
    UPDATE "datacenter" SET "version" = "version" + 1 WHERE "id" IN (SELECT "datacenter_id" FROM "gone");
  END IF;
  IF TG_OP <> 'DELETE' THEN
    UPDATE "datacenter" SET "version" = "version" + 1 WHERE "id" IN (SELECT "datacenter_id" FROM "come");
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER "freeze_window_come" AFTER INSERT ON "freeze_window" REFERENCING NEW TABLE AS "come"
  FOR EACH STATEMENT EXECUTE FUNCTION "raise_version_of_datacenter"();
CREATE TRIGGER "freeze_window_gone" AFTER DELETE ON "freeze_window" REFERENCING OLD TABLE AS "gone"
  FOR EACH STATEMENT EXECUTE FUNCTION "raise_version_of_datacenter"();
CREATE TRIGGER "freeze_window_changed" AFTER UPDATE ON "freeze_window" REFERENCING OLD TABLE AS "gone" NEW TABLE AS "come"
  FOR EACH STATEMENT EXECUTE FUNCTION "raise_version_of_datacenter"();

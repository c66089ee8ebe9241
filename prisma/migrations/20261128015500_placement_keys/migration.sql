-- CreateEnum
CREATE TYPE "placement_key_kind" AS ENUM ('spread', 'anti_affinity', 'affinity');

-- CreateEnum
CREATE TYPE "domain_scope" AS ENUM ('row', 'room', 'top_device', 'fault_domain');

-- AlterTable
ALTER TABLE "row" ADD COLUMN "fault_domain" TEXT,
ADD COLUMN "network_zone_id" INTEGER;

-- CreateTable
CREATE TABLE "network_zone" (
    "id" SERIAL NOT NULL,
    "room_id" INTEGER NOT NULL,
    "code" TEXT NOT NULL,
    "ports" INTEGER NOT NULL,
    "provenance" "provenance" NOT NULL DEFAULT 'recorded',

    CONSTRAINT "network_zone_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "placement_key" (
    "id" SERIAL NOT NULL,
    "kind" "placement_key_kind" NOT NULL,
    "name" TEXT NOT NULL,
    "scope" "domain_scope" NOT NULL,
    "max_racks" INTEGER,
    "author_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "placement_key_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "request_key" (
    "request_id" INTEGER NOT NULL,
    "kind" "placement_key_kind" NOT NULL,
    "key_id" INTEGER NOT NULL,

    CONSTRAINT "request_key_pkey" PRIMARY KEY ("request_id","kind")
);

-- CreateTable
CREATE TABLE "rack_key" (
    "rack_id" INTEGER NOT NULL,
    "kind" "placement_key_kind" NOT NULL,
    "key_id" INTEGER NOT NULL,
    "lot" TEXT NOT NULL,

    CONSTRAINT "rack_key_pkey" PRIMARY KEY ("rack_id","kind")
);

-- CreateIndex
CREATE UNIQUE INDEX "network_zone_room_id_code_key" ON "network_zone"("room_id", "code");

-- CreateIndex
CREATE UNIQUE INDEX "network_zone_id_room_id_key" ON "network_zone"("id", "room_id");

-- CreateIndex
CREATE UNIQUE INDEX "placement_key_kind_name_key" ON "placement_key"("kind", "name");

-- CreateIndex
CREATE UNIQUE INDEX "placement_key_id_kind_key" ON "placement_key"("id", "kind");

-- CreateIndex
CREATE INDEX "request_key_key_id_idx" ON "request_key"("key_id");

-- CreateIndex
CREATE INDEX "rack_key_key_id_idx" ON "rack_key"("key_id");

-- AddForeignKey
ALTER TABLE "row" ADD CONSTRAINT "row_network_zone_id_room_id_fkey" FOREIGN KEY ("network_zone_id", "room_id") REFERENCES "network_zone"("id", "room_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "network_zone" ADD CONSTRAINT "network_zone_room_id_fkey" FOREIGN KEY ("room_id") REFERENCES "room"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "placement_key" ADD CONSTRAINT "placement_key_author_id_fkey" FOREIGN KEY ("author_id") REFERENCES "user_account"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "request_key" ADD CONSTRAINT "request_key_request_id_fkey" FOREIGN KEY ("request_id") REFERENCES "request"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "request_key" ADD CONSTRAINT "request_key_key_id_kind_fkey" FOREIGN KEY ("key_id", "kind") REFERENCES "placement_key"("id", "kind") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "rack_key" ADD CONSTRAINT "rack_key_rack_id_fkey" FOREIGN KEY ("rack_id") REFERENCES "rack"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rack_key" ADD CONSTRAINT "rack_key_key_id_kind_fkey" FOREIGN KEY ("key_id", "kind") REFERENCES "placement_key"("id", "kind") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- A name with nothing in it would be a domain of its own that nobody can see.
ALTER TABLE "row" ADD CONSTRAINT "row_fault_domain_check" CHECK ("fault_domain" <> '' AND "fault_domain" = btrim("fault_domain"));
ALTER TABLE "network_zone" ADD CONSTRAINT "network_zone_ports_check" CHECK ("ports" >= 0);
ALTER TABLE "placement_key"
  ADD CONSTRAINT "placement_key_name_check" CHECK ("name" <> '' AND "name" = btrim("name")),
  -- only a spread has a number
  ADD CONSTRAINT "placement_key_max_racks_check" CHECK (("kind" = 'spread') = ("max_racks" IS NOT NULL) AND "max_racks" >= 0);

-- A key means one thing, for good: whoever came under it came under that.
CREATE FUNCTION "placement_key_keeps_its_meaning"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'key % keeps its meaning: another meaning is another key', OLD."name"
    USING ERRCODE = 'check_violation', CONSTRAINT = 'placement_key_keeps_its_meaning';
END $$;
CREATE TRIGGER "placement_key_keeps_its_meaning" BEFORE UPDATE OF "kind", "name", "scope", "max_racks" ON "placement_key"
  FOR EACH ROW EXECUTE FUNCTION "placement_key_keeps_its_meaning"();

-- Floors kept in memory are known by their datacenter's version: what standing racks came under changes what fits.
CREATE FUNCTION "raise_version_of_rack_datacenter"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'INSERT' THEN
    UPDATE "datacenter" SET "version" = "version" + 1
     WHERE "id" IN (SELECT r."datacenter_id" FROM "gone" g JOIN "rack" r ON r."id" = g."rack_id");
  END IF;
  IF TG_OP <> 'DELETE' THEN
    UPDATE "datacenter" SET "version" = "version" + 1
     WHERE "id" IN (SELECT r."datacenter_id" FROM "come" c JOIN "rack" r ON r."id" = c."rack_id");
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER "rack_key_come" AFTER INSERT ON "rack_key" REFERENCING NEW TABLE AS "come"
  FOR EACH STATEMENT EXECUTE FUNCTION "raise_version_of_rack_datacenter"();
CREATE TRIGGER "rack_key_gone" AFTER DELETE ON "rack_key" REFERENCING OLD TABLE AS "gone"
  FOR EACH STATEMENT EXECUTE FUNCTION "raise_version_of_rack_datacenter"();
CREATE TRIGGER "rack_key_changed" AFTER UPDATE ON "rack_key" REFERENCING OLD TABLE AS "gone" NEW TABLE AS "come"
  FOR EACH STATEMENT EXECUTE FUNCTION "raise_version_of_rack_datacenter"();

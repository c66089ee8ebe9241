-- What a server of a type is to be beside what plans count: names of models, number of drives, versions of firmware.
CREATE TABLE "server_type_profile" (
    "server_type_id" INTEGER NOT NULL,
    "models" TEXT[] NOT NULL DEFAULT '{}',
    "drives" INTEGER,
    "firmware" JSONB NOT NULL DEFAULT '[]',
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "server_type_profile_pkey" PRIMARY KEY ("server_type_id")
);
ALTER TABLE "server_type_profile" ADD CONSTRAINT "server_type_profile_server_type_id_fkey" FOREIGN KEY ("server_type_id") REFERENCES "server_type"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Versions of the policy, appended only; without any, core's usual one counts.
CREATE TABLE "sanitisation_policy" (
    "version" INTEGER NOT NULL,
    "body" JSONB NOT NULL,
    "reason" TEXT NOT NULL,
    "created_by_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "sanitisation_policy_pkey" PRIMARY KEY ("version")
);
ALTER TABLE "sanitisation_policy" ADD CONSTRAINT "sanitisation_policy_created_by_id_fkey" FOREIGN KEY ("created_by_id") REFERENCES "user_account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- A drive that a step of a run sanitises. `effect_key` is of that step: whoever asks again finds what was begun. Names and serials are copied: a
-- certificate outlives what it is about. planned -> ordered -> running -> erased -> proven, or to_destroy -> destroyed -> proven.
CREATE TABLE "drive_sanitisation" (
    "id" SERIAL NOT NULL,
    "effect_key" TEXT NOT NULL,
    "run_id" INTEGER NOT NULL,
    "rack_id" INTEGER,
    "rack" TEXT NOT NULL,
    "unit" DOUBLE PRECISION NOT NULL,
    "server" TEXT NOT NULL,
    "server_serial" TEXT,
    "controller_id" INTEGER,
    "path" TEXT NOT NULL,
    "drive" JSONB NOT NULL,
    "serial" TEXT,
    "data_class" TEXT NOT NULL,
    "policy_version" INTEGER NOT NULL,
    "decision" JSONB NOT NULL,
    "state" TEXT NOT NULL,
    "method" TEXT,
    "tries" INTEGER NOT NULL DEFAULT 0,
    "ticket" JSONB,
    "ordered_at" TIMESTAMPTZ(3),
    "erased_at" TIMESTAMPTZ(3),
    "proven_at" TIMESTAMPTZ(3),
    "evidence" JSONB,
    "faults" JSONB,
    "confirmed_by" TEXT,
    "destroyed_by" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "drive_sanitisation_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "drive_sanitisation_state" CHECK ("state" IN ('planned', 'ordered', 'running', 'erased', 'to_destroy', 'destroyed', 'proven')),
    CONSTRAINT "drive_sanitisation_proven" CHECK ("state" <> 'proven' OR ("proven_at" IS NOT NULL AND "evidence" IS NOT NULL AND "faults" = '[]'))
);
CREATE UNIQUE INDEX "drive_sanitisation_effect_key_unit_path_key" ON "drive_sanitisation"("effect_key", "unit", "path");
CREATE INDEX "drive_sanitisation_rack_id_idx" ON "drive_sanitisation"("rack_id");
CREATE INDEX "drive_sanitisation_controller_id_idx" ON "drive_sanitisation"("controller_id");
CREATE INDEX "drive_sanitisation_state_id_idx" ON "drive_sanitisation"("state", "id");
ALTER TABLE "drive_sanitisation"
  ADD CONSTRAINT "drive_sanitisation_rack_id_fkey" FOREIGN KEY ("rack_id") REFERENCES "rack"("id") ON DELETE SET NULL ON UPDATE CASCADE,
  ADD CONSTRAINT "drive_sanitisation_controller_id_fkey" FOREIGN KEY ("controller_id") REFERENCES "management_controller"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- Keys that certificates are signed with. The private half is sealed; the public one stays for as long as anything signed with it.
CREATE TABLE "signing_key" (
    "id" TEXT NOT NULL,
    "public_pem" TEXT NOT NULL,
    "private_sealed" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "signing_key_pkey" PRIMARY KEY ("id")
);

-- `body`: the canonical text that was signed, byte for byte. Each names the digest of the one before it.
CREATE TABLE "sanitisation_certificate" (
    "number" INTEGER NOT NULL,
    "rack_id" INTEGER,
    "rack" TEXT NOT NULL,
    "effect_key" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "signature" TEXT NOT NULL,
    "key_id" TEXT NOT NULL,
    "audit_event_id" BIGINT NOT NULL,
    "issued_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "sanitisation_certificate_pkey" PRIMARY KEY ("number")
);
CREATE UNIQUE INDEX "sanitisation_certificate_effect_key_key" ON "sanitisation_certificate"("effect_key");
CREATE INDEX "sanitisation_certificate_rack_id_idx" ON "sanitisation_certificate"("rack_id");
CREATE INDEX "sanitisation_certificate_key_id_idx" ON "sanitisation_certificate"("key_id");
ALTER TABLE "sanitisation_certificate"
  ADD CONSTRAINT "sanitisation_certificate_key_id_fkey" FOREIGN KEY ("key_id") REFERENCES "signing_key"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

CREATE FUNCTION "is_append_only"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER "sanitisation_certificate_is_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "sanitisation_certificate"
  FOR EACH STATEMENT EXECUTE FUNCTION "is_append_only"();
CREATE TRIGGER "sanitisation_policy_is_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "sanitisation_policy"
  FOR EACH STATEMENT EXECUTE FUNCTION "is_append_only"();

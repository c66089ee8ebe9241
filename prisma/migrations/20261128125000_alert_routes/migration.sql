-- Who outside the app is told of which alerts. Empty lists: of every severity, of every rule. `every_minutes`: what comes up within so long is one message.
CREATE TABLE "alert_route" (
    "id" SERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "severities" TEXT[] NOT NULL DEFAULT ARRAY[]::TEXT[],
    "rules" TEXT[] NOT NULL DEFAULT ARRAY[]::TEXT[],
    "datacenter_id" INTEGER,
    "contact_id" INTEGER,
    "user_id" TEXT,
    "tells_over" BOOLEAN NOT NULL DEFAULT true,
    "every_minutes" INTEGER NOT NULL DEFAULT 5,
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "version" INTEGER NOT NULL DEFAULT 1,
    "changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "alert_route_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "alert_route_receiver" CHECK (num_nonnulls("contact_id", "user_id") = 1)
);
CREATE UNIQUE INDEX "alert_route_name_key" ON "alert_route"("name");
CREATE INDEX "alert_route_datacenter_id_idx" ON "alert_route"("datacenter_id");
CREATE INDEX "alert_route_contact_id_idx" ON "alert_route"("contact_id");
CREATE INDEX "alert_route_user_id_idx" ON "alert_route"("user_id");
ALTER TABLE "alert_route"
  ADD CONSTRAINT "alert_route_datacenter_id_fkey" FOREIGN KEY ("datacenter_id") REFERENCES "datacenter"("id") ON DELETE CASCADE ON UPDATE CASCADE,
  ADD CONSTRAINT "alert_route_contact_id_fkey" FOREIGN KEY ("contact_id") REFERENCES "contact"("id") ON DELETE CASCADE ON UPDATE CASCADE,
  ADD CONSTRAINT "alert_route_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user_account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "outbox_message" ADD COLUMN "alert_route_id" INTEGER;
CREATE INDEX "outbox_message_alert_route_id_id_idx" ON "outbox_message"("alert_route_id", "id");
ALTER TABLE "outbox_message" ADD CONSTRAINT "outbox_message_alert_route_id_fkey" FOREIGN KEY ("alert_route_id") REFERENCES "alert_route"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What a message of a route tells of: an alert that fired, or is over. What is true of it then is looked up when it is sent.
CREATE TABLE "alert_notice" (
    "message_id" BIGINT NOT NULL,
    "alert_id" INTEGER NOT NULL,

    CONSTRAINT "alert_notice_pkey" PRIMARY KEY ("message_id", "alert_id")
);
CREATE INDEX "alert_notice_alert_id_idx" ON "alert_notice"("alert_id");
ALTER TABLE "alert_notice"
  ADD CONSTRAINT "alert_notice_message_id_fkey" FOREIGN KEY ("message_id") REFERENCES "outbox_message"("id") ON DELETE CASCADE ON UPDATE CASCADE,
  ADD CONSTRAINT "alert_notice_alert_id_fkey" FOREIGN KEY ("alert_id") REFERENCES "alert"("id") ON DELETE CASCADE ON UPDATE CASCADE;

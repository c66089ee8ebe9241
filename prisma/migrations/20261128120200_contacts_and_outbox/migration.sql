-- People and programs outside that get work and news: by mail, or by webhook. A webhook's secret is sealed (AES-256-GCM) with a key that is not in the
-- database, and bound to the address. No history is kept by the database: it would keep old secrets; the audit has what changed.
CREATE TABLE "contact" (
    "id" SERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "organisation" TEXT NOT NULL DEFAULT '',
    "channel" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "secret" TEXT,
    "retired_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,
    "changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "contact_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "contact_secret" CHECK ("channel" IN ('email', 'webhook') AND ("channel" = 'webhook') = ("secret" IS NOT NULL) AND ("secret" IS NULL OR "secret" LIKE 's1.%'))
);
CREATE UNIQUE INDEX "contact_name" ON "contact"("name") WHERE "retired_at" IS NULL;

-- What a contact does, by the work of a stage: at one datacenter, or anywhere. One contact each, so that it is clear who gets it.
CREATE TABLE "contact_duty" (
    "id" SERIAL NOT NULL,
    "contact_id" INTEGER NOT NULL,
    "work" TEXT NOT NULL,
    "datacenter_id" INTEGER,

    CONSTRAINT "contact_duty_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "contact_duty_work_place" ON "contact_duty"("work", (coalesce("datacenter_id", 0)));
CREATE INDEX "contact_duty_contact_id_idx" ON "contact_duty"("contact_id");
CREATE INDEX "contact_duty_datacenter_id_idx" ON "contact_duty"("datacenter_id");
ALTER TABLE "contact_duty"
  ADD CONSTRAINT "contact_duty_contact_id_fkey" FOREIGN KEY ("contact_id") REFERENCES "contact"("id") ON DELETE CASCADE ON UPDATE CASCADE,
  ADD CONSTRAINT "contact_duty_datacenter_id_fkey" FOREIGN KEY ("datacenter_id") REFERENCES "datacenter"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- A task of a run that somebody without an account has. `expires_at`: until then its link works. One open order a step.
CREATE TABLE "work_order" (
    "id" SERIAL NOT NULL,
    "step_id" INTEGER NOT NULL,
    "contact_id" INTEGER NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'open',
    "sent_times" INTEGER NOT NULL DEFAULT 1,
    "made_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "accepted_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "reason" TEXT,

    CONSTRAINT "work_order_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "work_order_state" CHECK ("state" IN ('open', 'accepted', 'done', 'refused', 'revoked') AND ("state" IN ('open', 'accepted')) = ("ended_at" IS NULL))
);
CREATE UNIQUE INDEX "work_order_one_open" ON "work_order"("step_id") WHERE "ended_at" IS NULL;
CREATE INDEX "work_order_step_id_idx" ON "work_order"("step_id");
CREATE INDEX "work_order_contact_id_idx" ON "work_order"("contact_id");
ALTER TABLE "work_order"
  ADD CONSTRAINT "work_order_step_id_fkey" FOREIGN KEY ("step_id") REFERENCES "run_step"("id") ON DELETE CASCADE ON UPDATE CASCADE,
  ADD CONSTRAINT "work_order_contact_id_fkey" FOREIGN KEY ("contact_id") REFERENCES "contact"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Messages that go out: written with what they tell of, sent by workers until they are taken, or given up. `key` is the message's own, for whoever
-- gets it twice. `about` is what the text is made of when it is sent: no link with a token is kept. `next_at`: when it is sent next; null: no more.
CREATE TABLE "outbox_message" (
    "id" BIGSERIAL NOT NULL,
    "key" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "contact_id" INTEGER,
    "user_id" TEXT,
    "address" TEXT,
    "work_order_id" INTEGER,
    "about" JSONB NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'queued',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_at" TIMESTAMPTZ(3),
    "made_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "sent_to" TEXT,
    "fault" JSONB,

    CONSTRAINT "outbox_message_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "outbox_message_receiver" CHECK (num_nonnulls("contact_id", "user_id", "address") = 1),
    CONSTRAINT "outbox_message_state" CHECK ("state" IN ('queued', 'sent', 'failed', 'dropped') AND ("state" = 'queued') = ("next_at" IS NOT NULL) AND ("state" = 'queued') = ("ended_at" IS NULL))
);
CREATE UNIQUE INDEX "outbox_message_key_key" ON "outbox_message"("key");
CREATE INDEX "outbox_message_next_at_idx" ON "outbox_message"("next_at");
CREATE INDEX "outbox_message_contact_id_id_idx" ON "outbox_message"("contact_id", "id");
CREATE INDEX "outbox_message_work_order_id_idx" ON "outbox_message"("work_order_id");
CREATE INDEX "outbox_message_user_id_idx" ON "outbox_message"("user_id");
ALTER TABLE "outbox_message"
  ADD CONSTRAINT "outbox_message_contact_id_fkey" FOREIGN KEY ("contact_id") REFERENCES "contact"("id") ON DELETE CASCADE ON UPDATE CASCADE,
  ADD CONSTRAINT "outbox_message_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user_account"("id") ON DELETE CASCADE ON UPDATE CASCADE,
  ADD CONSTRAINT "outbox_message_work_order_id_fkey" FOREIGN KEY ("work_order_id") REFERENCES "work_order"("id") ON DELETE CASCADE ON UPDATE CASCADE;

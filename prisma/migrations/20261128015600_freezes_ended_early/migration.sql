-- AlterTable
ALTER TABLE "freeze_window" ADD COLUMN "author_id" TEXT,
ADD COLUMN "end_reason" TEXT,
ADD COLUMN "ended_at" TIMESTAMPTZ(3),
ADD COLUMN "ended_by_id" TEXT,
ADD COLUMN "version" INTEGER NOT NULL DEFAULT 1;

-- AddForeignKey
ALTER TABLE "freeze_window" ADD CONSTRAINT "freeze_window_author_id_fkey" FOREIGN KEY ("author_id") REFERENCES "user_account"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "freeze_window" ADD CONSTRAINT "freeze_window_ended_by_id_fkey" FOREIGN KEY ("ended_by_id") REFERENCES "user_account"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- A window that was ended early keeps the days it was made for; why it was ended is said with it.
ALTER TABLE "freeze_window" ADD CONSTRAINT "freeze_window_end_check" CHECK (("ended_at" IS NULL) = ("end_reason" IS NULL));

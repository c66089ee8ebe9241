-- CreateTable
CREATE TABLE "operations_note" (
    "id" SERIAL NOT NULL,
    "text" TEXT NOT NULL,
    "author_id" TEXT,
    "author_name" TEXT NOT NULL,
    "written_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "operations_note_pkey" PRIMARY KEY ("id")
);

-- AddForeignKey
ALTER TABLE "operations_note" ADD CONSTRAINT "operations_note_author_id_fkey" FOREIGN KEY ("author_id") REFERENCES "user_account"("id") ON DELETE SET NULL ON UPDATE CASCADE;

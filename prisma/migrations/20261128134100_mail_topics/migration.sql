-- What a person wishes to hear by mail, beside the app: topics of core/messaging. Nothing, unless they say so.
ALTER TABLE "user_account" ADD COLUMN "mail_topics" TEXT[] NOT NULL DEFAULT ARRAY[]::TEXT[];

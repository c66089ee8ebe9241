-- Words of requests and plans, for the search (PostgreSQL's full text; 'simple' keeps every word as it is, in any language).
CREATE INDEX "request_words" ON "request" USING gin (to_tsvector('simple', "title" || ' ' || "service" || ' ' || "note"));
CREATE INDEX "plan_words" ON "plan" USING gin (to_tsvector('simple', "title"));

-- Things of other systems as they were read there, by table and number: what is needed to give them back. `facts` are their columns,
-- `digest` is a hash of those.
CREATE TABLE external_object (
  source text NOT NULL,
  kind text NOT NULL,
  external_id text NOT NULL,
  facts jsonb NOT NULL,
  digest text NOT NULL,
  PRIMARY KEY (source, kind, external_id)
);

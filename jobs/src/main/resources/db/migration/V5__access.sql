-- Tokens are kept as their SHA-256 alone. Neither they nor what was done is ever deleted.

CREATE TABLE access_token (
  name       VARCHAR(100) PRIMARY KEY,
  hash       VARCHAR(64) NOT NULL,
  role       VARCHAR(20) NOT NULL,
  created_by VARCHAR(400) NOT NULL,
  created_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  expires_at TIMESTAMP(6) WITH TIME ZONE,
  revoked_at TIMESTAMP(6) WITH TIME ZONE
);

CREATE TABLE audit (
  id      BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at      TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  actor   VARCHAR(2000) NOT NULL,
  verb    VARCHAR(2000) NOT NULL,
  object  VARCHAR(2000) NOT NULL,
  reason  VARCHAR(2000) NOT NULL,
  outcome VARCHAR(20) NOT NULL,
  detail  VARCHAR(2000) NOT NULL,
  origin  VARCHAR(2000) NOT NULL
);
CREATE INDEX audit_newest ON audit (id DESC);

-- A page of runs is read from an index, in its order, however many years there are.
ALTER TABLE run ADD COLUMN pipeline VARCHAR(200) DEFAULT '' NOT NULL;
UPDATE run SET pipeline = (SELECT s.pipeline FROM slot s WHERE s.id = run.slot_id);
CREATE INDEX run_newest ON run (started_at DESC, slot_id DESC, ordinal DESC);
CREATE INDEX run_newest_of_pipeline ON run (pipeline, started_at DESC, slot_id DESC, ordinal DESC);
CREATE INDEX run_newest_of_status ON run (status, started_at DESC, slot_id DESC, ordinal DESC);
CREATE INDEX run_newest_of_both
  ON run (pipeline, status, started_at DESC, slot_id DESC, ordinal DESC);
CREATE INDEX slot_latest ON slot (pipeline, lane, logical_time DESC);

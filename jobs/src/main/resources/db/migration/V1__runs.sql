-- Coordination only: the facts are in the object store.

CREATE TABLE slot (
  id           BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  pipeline     VARCHAR(200) NOT NULL,
  lane         VARCHAR(200) NOT NULL,
  logical_time TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  -- Grows with every claim; a write that shows an older one is refused.
  token        BIGINT NOT NULL,
  holder       VARCHAR(400),
  lease_until  TIMESTAMP(6) WITH TIME ZONE,
  -- Tells a claim whose commit was not heard of from another one.
  claim_key    VARCHAR(36),
  CONSTRAINT one_slot UNIQUE (pipeline, lane, logical_time)
);

CREATE TABLE run (
  slot_id      BIGINT NOT NULL REFERENCES slot (id),
  ordinal      INTEGER NOT NULL,
  run_id       VARCHAR(8) NOT NULL,
  pin          VARCHAR(64) NOT NULL,
  status       VARCHAR(20) NOT NULL,
  failure      VARCHAR(20),
  reason       VARCHAR NOT NULL,
  started_at   TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  finished_at  TIMESTAMP(6) WITH TIME ZONE,
  PRIMARY KEY (slot_id, ordinal)
);

CREATE INDEX run_started ON run (started_at);

CREATE TABLE attempt (
  slot_id      BIGINT NOT NULL,
  ordinal      INTEGER NOT NULL,
  place        INTEGER NOT NULL,
  step         VARCHAR(200) NOT NULL,
  number       INTEGER NOT NULL,
  result       VARCHAR(20) NOT NULL,
  started_at   TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  finished_at  TIMESTAMP(6) WITH TIME ZONE,
  failure      VARCHAR(20),
  message      VARCHAR,
  output       VARCHAR(64),
  PRIMARY KEY (slot_id, ordinal, step, number),
  FOREIGN KEY (slot_id, ordinal) REFERENCES run (slot_id, ordinal)
);

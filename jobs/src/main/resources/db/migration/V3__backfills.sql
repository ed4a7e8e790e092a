CREATE TABLE backfill (
  id              BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  pipeline        VARCHAR(200) NOT NULL,
  lane            VARCHAR(200) NOT NULL,
  -- As a person named them.
  nights          VARCHAR NOT NULL,
  reprocess       VARCHAR(20) NOT NULL,
  parallel        INTEGER NOT NULL,
  slot_order      VARCHAR(20) NOT NULL,
  stop_on_failure BOOLEAN NOT NULL,
  allow_dirty     BOOLEAN NOT NULL,
  status          VARCHAR(20) NOT NULL,
  reason          VARCHAR NOT NULL,
  -- Kept here, so that no slot costs more when there are more of them.
  total           INTEGER NOT NULL,
  waiting         INTEGER NOT NULL,
  ended           INTEGER NOT NULL,
  failed          INTEGER NOT NULL,
  prepared        INTEGER NOT NULL,
  judged          INTEGER NOT NULL,
  prepare_micros  BIGINT NOT NULL,
  judge_micros    BIGINT NOT NULL,
  created_by      VARCHAR NOT NULL,
  created_at      TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  finished_at     TIMESTAMP(6) WITH TIME ZONE
);

CREATE INDEX backfill_status ON backfill (status);

CREATE TABLE backfill_slot (
  backfill_id  BIGINT NOT NULL REFERENCES backfill (id),
  -- By logical time.
  place        INTEGER NOT NULL,
  -- By the order in which slots are begun.
  turn         INTEGER NOT NULL,
  logical_time TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  status       VARCHAR(20) NOT NULL,
  note         VARCHAR NOT NULL,
  -- Runs of the slot up to this one were there before.
  ordinal      INTEGER NOT NULL,
  PRIMARY KEY (backfill_id, place)
);

CREATE INDEX backfill_slot_turn ON backfill_slot (backfill_id, status, turn);

-- The backfill that has begun this slot, until it is over there: no schedule's meanwhile.
ALTER TABLE slot ADD COLUMN backfill_id BIGINT;

-- Each index is one more page to write for every slot. These began with the columns of another one.
DROP INDEX run_started;
DROP INDEX run_status;
DROP INDEX run_newest_of_both;
DROP INDEX run_newest_of_pipeline;
-- one_slot is read backwards for the latest ones.
DROP INDEX slot_latest;

CREATE INDEX run_newest_of_pipeline
  ON run (pipeline, started_at DESC, slot_id DESC, ordinal DESC, status);

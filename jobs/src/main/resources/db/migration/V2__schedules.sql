-- A slot that the queue let a process begin, which has not begun yet.
ALTER TABLE slot ADD COLUMN reserved BOOLEAN DEFAULT FALSE NOT NULL;

-- Why somebody wants the live run to end.
ALTER TABLE run ADD COLUMN cancel_reason VARCHAR;

-- What is live among years of runs.
CREATE INDEX run_status ON run (status);
CREATE INDEX run_name ON run (run_id);

CREATE TABLE schedule (
  pipeline     VARCHAR(200) PRIMARY KEY,
  -- Up to when due slots were looked for.
  seen_until   TIMESTAMP(6) WITH TIME ZONE,
  paused_by    VARCHAR,
  paused_at    TIMESTAMP(6) WITH TIME ZONE,
  pause_reason VARCHAR
);

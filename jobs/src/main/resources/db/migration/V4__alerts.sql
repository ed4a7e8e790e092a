-- What people are told: written with what it tells of, sent later.
CREATE TABLE alert (
  id         BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  -- Names the fact: whoever sees it again finds it here.
  alert_key  VARCHAR(400) NOT NULL,
  -- What receivers know it by.
  event_id   VARCHAR(36) NOT NULL,
  kind       VARCHAR(20) NOT NULL,
  written_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  body       VARCHAR NOT NULL,
  -- Whether it was decided which channels get it.
  routed     BOOLEAN DEFAULT FALSE NOT NULL,
  CONSTRAINT one_alert UNIQUE (alert_key)
);

CREATE INDEX alert_routed ON alert (routed);
CREATE INDEX alert_written ON alert (written_at);

-- The copy of an alert for one channel.
CREATE TABLE delivery (
  alert_id    BIGINT NOT NULL REFERENCES alert (id) ON DELETE CASCADE,
  channel     VARCHAR(63) NOT NULL,
  state       VARCHAR(10) NOT NULL,
  attempts    INTEGER NOT NULL,
  -- Grows with every claim; the note of an older one is refused.
  token       BIGINT NOT NULL,
  due_at      TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  -- Until then somebody is sending it.
  lease_until TIMESTAMP(6) WITH TIME ZONE,
  answer      VARCHAR,
  PRIMARY KEY (alert_id, channel)
);

CREATE INDEX delivery_waiting ON delivery (state, channel, due_at);

-- What is or was wrong; the episode counts how often.
CREATE TABLE trouble (
  name      VARCHAR(400) PRIMARY KEY,
  episode   INTEGER NOT NULL,
  -- The alert that told of it; null: it is over.
  alert_key VARCHAR(400),
  as_of     TIMESTAMP(6) WITH TIME ZONE
);

-- From when on slots of the schedule are expected: when it was first looked at, or its pause ended.
ALTER TABLE schedule ADD COLUMN watched_from TIMESTAMP(6) WITH TIME ZONE;
UPDATE schedule SET watched_from = CURRENT_TIMESTAMP;

-- How many runs with a tag go on at once.
CREATE TABLE pool (
  tag    VARCHAR(63) PRIMARY KEY,
  places INTEGER NOT NULL
);

-- Which tags a pipeline has.
CREATE TABLE pipeline_tag (
  pipeline  VARCHAR(200) NOT NULL,
  tag       VARCHAR(63) NOT NULL,
  -- When a slot of its schedule last waited for nothing but a place.
  wanted_at TIMESTAMP(6) WITH TIME ZONE,
  PRIMARY KEY (pipeline, tag)
);

CREATE INDEX pipeline_tag_tag ON pipeline_tag (tag);

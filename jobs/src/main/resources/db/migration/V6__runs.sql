-- What somebody wanted of the run, as JSON.
ALTER TABLE run ADD COLUMN options VARCHAR;

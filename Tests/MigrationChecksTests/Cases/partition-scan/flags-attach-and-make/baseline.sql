CREATE TABLE events (id bigint NOT NULL, at timestamptz) PARTITION BY RANGE (id);
CREATE TABLE events_1 PARTITION OF events FOR VALUES FROM (0) TO (10);
CREATE TABLE events_rest PARTITION OF events DEFAULT;
CREATE TABLE events_2 (id bigint NOT NULL, at timestamptz);

CREATE TABLE people (id bigint PRIMARY KEY);
CREATE TABLE visits (id bigint NOT NULL, day date NOT NULL, who bigint NOT NULL CONSTRAINT visits_who_fkey REFERENCES people (id), PRIMARY KEY (id, day)) PARTITION BY RANGE (day);
CREATE TABLE visits_2026 PARTITION OF visits FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
CREATE TABLE visits_rest PARTITION OF visits DEFAULT;
CREATE INDEX visits_who ON visits (who);

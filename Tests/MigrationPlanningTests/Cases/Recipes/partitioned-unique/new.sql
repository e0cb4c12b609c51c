CREATE TABLE visits (id bigint NOT NULL, day date NOT NULL, who bigint NOT NULL, PRIMARY KEY (id, day), CONSTRAINT visits_once UNIQUE (who, day, id)) PARTITION BY RANGE (day);
CREATE TABLE visits_2026 PARTITION OF visits FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
CREATE TABLE visits_rest PARTITION OF visits DEFAULT;

CREATE TABLE event (
	id SERIAL NOT NULL, 
	name VARCHAR(50), 
	code VARCHAR(10), 
	event_kind VARCHAR(10), 
	starts TIMESTAMP WITHOUT TIME ZONE, 
	ends TIMESTAMP WITHOUT TIME ZONE, 
	during TSTZRANGE, 
	data JSONB, 
	score INTEGER, 
	body TEXT, 
	PRIMARY KEY (id), 
	UNIQUE NULLS NOT DISTINCT (name, code), 
	CONSTRAINT in_order CHECK (starts < ends), 
	CONSTRAINT no_x CHECK (NOT (score < 0 AND name LIKE 'x%')), 
	CONSTRAINT cases CHECK (CASE WHEN (score > 1) THEN score ELSE 0 END < 100), 
	CHECK (score + 1 > 0), 
	CONSTRAINT no_overlap EXCLUDE USING gist (during WITH &&, name WITH =) WHERE (score > 0), 
	CONSTRAINT late_unique UNIQUE (starts, ends)
);

CREATE INDEX as_text ON event (lower(name) varchar_pattern_ops, score);

CREATE INDEX by_data ON event USING gin (data jsonb_path_ops);

CREATE INDEX by_kind ON event (event_kind, starts DESC);

CREATE INDEX by_start ON event USING brin (starts);

CREATE INDEX casted ON event (CAST(code AS INTEGER), coalesce(body, ''));

CREATE INDEX covering ON event (code) INCLUDE (score, starts);

CREATE INDEX filled ON event (score) WITH (fillfactor = 50);

CREATE INDEX ix_event_name ON event (name);

CREATE INDEX ix_event_score ON event (score, event_kind);

CREATE INDEX kinds ON event (event_kind) WHERE event_kind IN ('a', 'b''c');

CREATE INDEX late ON event (name, score DESC);

CREATE INDEX late_lower ON event (lower(body)) WHERE score BETWEEN 1 AND 10;

CREATE INDEX nulls ON event (starts DESC NULLS LAST, ends ASC NULLS FIRST);

CREATE INDEX open_events ON event (name) WHERE ends IS NULL;

CREATE INDEX path ON event ((data ->> 'a')) WHERE score > 5 AND (name = 'x' OR ends IS NOT NULL);

CREATE INDEX where_text ON event (score) WHERE score > 10 AND name IS NOT NULL;

CREATE UNIQUE INDEX by_lower ON event (lower(name));

CREATE UNIQUE INDEX distinct_nulls ON event (score, starts) NULLS NOT DISTINCT;

CREATE UNIQUE INDEX ix_event_code ON event (code);


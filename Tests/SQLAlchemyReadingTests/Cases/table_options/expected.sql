CREATE TABLE measure (
	id INTEGER NOT NULL, 
	day DATE NOT NULL, 
	PRIMARY KEY (id, day)
)
 PARTITION BY RANGE (day);

CREATE INDEX measure_by_day ON measure USING brin (day) WITH (pages_per_range = 32);

COMMENT ON TABLE measure IS 'one row for each day; it''s ''quoted''';

CREATE UNLOGGED TABLE cache (
	key VARCHAR(50) NOT NULL, 
	value BYTEA, 
	PRIMARY KEY (key)
)
 WITH (fillfactor = 70, autovacuum_enabled = false);

COMMENT ON COLUMN cache.key IS 'the key';

CREATE TABLE parent (
	id SERIAL NOT NULL, 
	name VARCHAR(20), 
	PRIMARY KEY (id)
);

CREATE TABLE heir (
	id SERIAL NOT NULL, 
	extra INTEGER, 
	PRIMARY KEY (id)
)
 INHERITS (parent);

CREATE TABLE listed (
	id INTEGER, 
	kind VARCHAR(20)
)
 PARTITION BY LIST (lower(kind), id);

CREATE TABLE as_view (
	id SERIAL NOT NULL, 
	total BIGINT, 
	PRIMARY KEY (id)
);

COMMENT ON TABLE as_view IS 'mapped by hand';

CREATE TABLE loose (
	a INTEGER, 
	b INTEGER, 
	c VARCHAR(3) NOT NULL
);

CREATE INDEX ix_loose_a ON loose (a, b);

CREATE INDEX ix_loose_b ON loose (b);

CREATE INDEX loose_c ON loose (c, a);


CREATE TABLE task (
	id SERIAL NOT NULL, 
	title VARCHAR(200) NOT NULL, 
	body TEXT, 
	state VARCHAR(10) DEFAULT 'open' NOT NULL, 
	priority INTEGER DEFAULT 0 NOT NULL, 
	done BOOLEAN DEFAULT false NOT NULL, 
	deleted_at TIMESTAMP WITHOUT TIME ZONE, 
	due TIMESTAMP WITH TIME ZONE, 
	tags VARCHAR[] DEFAULT '{}', 
	data JSONB DEFAULT '{}'::jsonb, 
	price NUMERIC(10, 2), 
	vector TSVECTOR, 
	span INT4RANGE, 
	owner_id INTEGER, 
	"E-Mail" VARCHAR(50), 
	PRIMARY KEY (id), 
	CHECK (priority >= 0), 
	CONSTRAINT low CHECK (priority <= 10), 
	CONSTRAINT c_price CHECK (price > 0), 
	CONSTRAINT c_both CHECK (price >= 0 AND (price < 100 OR owner_id IS NOT NULL)), 
	CONSTRAINT c_state CHECK (state IN ('open', 'done')), 
	CONSTRAINT c_length CHECK (char_length(title) >= 3), 
	CONSTRAINT c_one CHECK (num_nonnulls(body, due) = 1), 
	CONSTRAINT c_not CHECK (NOT (done AND deleted_at IS NOT NULL)), 
	CONSTRAINT c_math CHECK (price * 2 > owner_id - 1), 
	CONSTRAINT c_minus CHECK (-price < 1), 
	CONSTRAINT c_even CHECK (priority % 2 = 0), 
	CONSTRAINT c_key CHECK (data ? 'a'), 
	CONSTRAINT c_tags CHECK (cardinality(tags) < 5), 
	CONSTRAINT c_mail CHECK ("E-Mail" LIKE '%@%'), 
	CONSTRAINT c_regexp CHECK (title ~ '^[a-z]+$'), 
	CONSTRAINT c_like CHECK (title ILIKE 'a%' OR (title LIKE 'b' || '%')), 
	CONSTRAINT c_due CHECK (due > now() - interval '1 day'), 
	CONSTRAINT c_distinct CHECK (state IS DISTINCT FROM 'x'), 
	CONSTRAINT c_python CHECK (length(state) > 0), 
	CONSTRAINT u_deferred UNIQUE (owner_id, title) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT u_include UNIQUE (owner_id, body) INCLUDE (id), 
	CONSTRAINT x_span EXCLUDE USING gist (span WITH &&, owner_id WITH =) WHERE (task.done) DEFERRABLE, 
	EXCLUDE USING gist (int4range(priority, owner_id) WITH &&)
);

CREATE INDEX CONCURRENTLY d9 ON task USING gin (tags) WITH (fastupdate = off);

CREATE INDEX a1 ON task (owner_id) WHERE deleted_at IS NULL;

CREATE INDEX a2 ON task (owner_id) WHERE deleted_at IS NULL;

CREATE INDEX a3 ON task (owner_id) WHERE deleted_at IS NULL AND done = false;

CREATE INDEX a4 ON task (owner_id) WHERE deleted_at IS NULL AND done IS false;

CREATE INDEX a5 ON task (owner_id) WHERE state = 'open';

CREATE INDEX a6 ON task (owner_id) WHERE state IN ('open', 'waiting');

CREATE INDEX a7 ON task (owner_id) WHERE NOT done;

CREATE INDEX a8 ON task (owner_id) WHERE done;

CREATE INDEX a9 ON task (owner_id) WHERE priority > 5 OR priority > 2 AND due IS NOT NULL;

CREATE INDEX b1 ON task (owner_id) WHERE deleted_at IS NULL;

CREATE INDEX b2 ON task (owner_id) WHERE (state NOT IN ('x'));

CREATE INDEX b3 ON task (owner_id) WHERE state != 'open';

CREATE INDEX b4 ON task (owner_id) WHERE "E-Mail" IS NOT NULL;

CREATE INDEX b5 ON task (owner_id) WHERE done IS true;

CREATE INDEX b6 ON task (owner_id) WHERE length(title) > 10;

CREATE INDEX b7 ON task (owner_id) WHERE title LIKE 'a%';

CREATE INDEX b8 ON task (owner_id) WHERE priority BETWEEN 1 AND 5;

CREATE INDEX b9 ON task (owner_id) WHERE (data ->> 'kind') = 'x';

CREATE INDEX c1 ON task (lower(title));

CREATE INDEX c2 ON task (lower(title) DESC, id);

CREATE INDEX c3 ON task (lower(title) text_pattern_ops);

CREATE INDEX c4 ON task (title text_pattern_ops);

CREATE INDEX c5 ON task (lower(title) text_pattern_ops);

CREATE INDEX c6 ON task USING gin (data jsonb_path_ops);

CREATE INDEX c7 ON task USING gin (to_tsvector('simple', title));

CREATE INDEX c8 ON task USING gin (to_tsvector('english', coalesce(title, '') || ' ' || coalesce(body, '')));

CREATE INDEX c9 ON task (due DESC NULLS LAST, priority ASC);

CREATE INDEX d1 ON task (due DESC, priority ASC);

CREATE INDEX d3 ON task (((priority + 1) * 2));

CREATE INDEX d4 ON task (CAST(data ->> 'n' AS INTEGER));

CREATE INDEX d5 ON task ((title || body));

CREATE INDEX d6 ON task (date_trunc('day', due AT TIME ZONE 'UTC'));

CREATE INDEX d8 ON task ("E-Mail");

CREATE INDEX e4 ON task (EXTRACT(year FROM due AT TIME ZONE 'UTC'));

CREATE INDEX e5 ON task (abs(priority));

CREATE INDEX e6 ON task ((title COLLATE "C"));

CREATE INDEX e7 ON task (upper(title), state) WHERE state IN ('a', 'b') AND title ~ '^\d:';

CREATE UNIQUE INDEX d7 ON task (title, state) INCLUDE (priority, due);

CREATE UNIQUE INDEX e1 ON task (coalesce(owner_id, -1), state);

CREATE UNIQUE INDEX e3 ON task (title, body) NULLS NOT DISTINCT WHERE deleted_at IS NULL;

CREATE TABLE defaults (
	id UUID DEFAULT gen_random_uuid() NOT NULL, 
	a TIMESTAMP WITHOUT TIME ZONE DEFAULT now() NOT NULL, 
	b TIMESTAMP WITHOUT TIME ZONE DEFAULT CURRENT_TIMESTAMP, 
	c TIMESTAMP WITHOUT TIME ZONE DEFAULT timezone('utc', now()), 
	d TIMESTAMP WITHOUT TIME ZONE DEFAULT now() + interval '1 day', 
	e BOOLEAN DEFAULT 'true', 
	f BOOLEAN DEFAULT true, 
	g INTEGER DEFAULT 5, 
	h VARCHAR DEFAULT 'x', 
	i DATE DEFAULT CURRENT_DATE, 
	j JSONB DEFAULT CAST('{}' AS JSONB), 
	k INTEGER[] DEFAULT ARRAY[1, 2], 
	l INTERVAL DEFAULT '1 hour', 
	m INET DEFAULT '127.0.0.1', 
	n VARCHAR DEFAULT lower('ABC'), 
	o VARCHAR DEFAULT '100%', 
	p VARCHAR DEFAULT 'a:b', 
	q VARCHAR DEFAULT 'a:b', 
	r VARCHAR DEFAULT '', 
	s NUMERIC(6, 2) DEFAULT 0.00, 
	t TIMESTAMP WITHOUT TIME ZONE DEFAULT LOCALTIMESTAMP, 
	u VARCHAR DEFAULT CURRENT_USER, 
	v VARCHAR DEFAULT 'x', 
	w VARCHAR DEFAULT concat('a', 'b'), 
	x INTEGER DEFAULT '7', 
	y INTEGER DEFAULT 8, 
	z TIMESTAMP WITHOUT TIME ZONE DEFAULT date_trunc('month', now()), 
	PRIMARY KEY (id)
);


CREATE TABLE as_dictionary (
	id SERIAL NOT NULL, 
	PRIMARY KEY (id)
);

COMMENT ON TABLE as_dictionary IS 'a dictionary';

CREATE TABLE inherited (
	id SERIAL NOT NULL, 
	PRIMARY KEY (id)
);

COMMENT ON TABLE inherited IS 'of the base';

CREATE TABLE as_tuple (
	a INTEGER NOT NULL, 
	b INTEGER NOT NULL, 
	CONSTRAINT "both" PRIMARY KEY (b, a)
);

CREATE TABLE as_one (
	id SERIAL NOT NULL, 
	a INTEGER, 
	PRIMARY KEY (id), 
	CONSTRAINT only_a UNIQUE (a)
);

COMMENT ON TABLE as_one IS 'without parentheses';

CREATE TABLE empty (
	id SERIAL NOT NULL, 
	PRIMARY KEY (id)
);

CREATE TABLE as_method (
	id SERIAL NOT NULL, 
	a INTEGER, 
	PRIMARY KEY (id), 
	CONSTRAINT positive CHECK (a > 0)
);

CREATE INDEX as_method_a ON as_method (a);

COMMENT ON TABLE as_method IS 'AsMethod';

CREATE TABLE both_mixins (
	id SERIAL NOT NULL, 
	a INTEGER, 
	b INTEGER, 
	PRIMARY KEY (id), 
	CONSTRAINT both_mixins_a_key UNIQUE (a)
);

CREATE INDEX both_mixins_b_index ON both_mixins (b);

CREATE TABLE only_first (
	id SERIAL NOT NULL, 
	a INTEGER, 
	b INTEGER, 
	PRIMARY KEY (id), 
	CONSTRAINT only_first_a_key UNIQUE (a)
);

CREATE TABLE extended (
	id SERIAL NOT NULL, 
	a INTEGER, 
	b INTEGER, 
	PRIMARY KEY (id), 
	CONSTRAINT extended_ab UNIQUE (a, b)
);

CREATE INDEX extended_a ON extended (a);

COMMENT ON TABLE extended IS 'of the base';

CREATE TABLE parent (
	tenant INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	code VARCHAR(5), 
	PRIMARY KEY (tenant, number), 
	UNIQUE (code)
);

COMMENT ON TABLE parent IS 'of the base';

CREATE TABLE cycle_a (
	id SERIAL NOT NULL, 
	b_id INTEGER, 
	PRIMARY KEY (id)
);

COMMENT ON TABLE cycle_a IS 'of the base';

CREATE TABLE cycle_b (
	id SERIAL NOT NULL, 
	a_id INTEGER, 
	PRIMARY KEY (id)
);

COMMENT ON TABLE cycle_b IS 'of the base';

CREATE TABLE child (
	id SERIAL NOT NULL, 
	tenant INTEGER, 
	number INTEGER, 
	parent_code VARCHAR(5), 
	again VARCHAR(5), 
	twice INTEGER, 
	PRIMARY KEY (id), 
	CONSTRAINT to_parent FOREIGN KEY(tenant, number) REFERENCES parent (tenant, number) MATCH SIMPLE ON DELETE SET NULL ON UPDATE CASCADE DEFERRABLE INITIALLY IMMEDIATE, 
	CONSTRAINT not_zero CHECK (number <> 0), 
	UNIQUE (tenant, number) DEFERRABLE, 
	UNIQUE (number), 
	CONSTRAINT by_code FOREIGN KEY(parent_code) REFERENCES parent (code) DEFERRABLE INITIALLY DEFERRED, 
	UNIQUE (again), 
	FOREIGN KEY(again) REFERENCES parent (code) MATCH FULL
);

CREATE INDEX child_tenant ON child (tenant);

COMMENT ON TABLE child IS 'a child';

CREATE TABLE by_objects (
	tenant INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	period INT4RANGE, 
	PRIMARY KEY (tenant, number) INCLUDE (period), 
	FOREIGN KEY(tenant, number) REFERENCES parent (tenant, number), 
	UNIQUE (number, tenant), 
	CONSTRAINT no_overlap EXCLUDE USING gist (period WITH &&) DEFERRABLE INITIALLY DEFERRED, 
	EXCLUDE USING gist (period WITH &&, number int4_ops WITH =) WHERE (tenant > 0)
);

ALTER TABLE child ADD CONSTRAINT to_self FOREIGN KEY(twice) REFERENCES child (id);

ALTER TABLE cycle_a ADD FOREIGN KEY(b_id) REFERENCES cycle_b (id) ON DELETE RESTRICT;

ALTER TABLE cycle_b ADD FOREIGN KEY(a_id) REFERENCES cycle_a (id) ON DELETE set default ON UPDATE NO ACTION;


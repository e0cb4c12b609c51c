CREATE TABLE tag (
	id SERIAL NOT NULL, 
	name VARCHAR(64) NOT NULL, 
	PRIMARY KEY (id)
);

CREATE UNIQUE INDEX ix_tag_name ON tag (name);

CREATE TABLE author (
	id BIGSERIAL NOT NULL, 
	first VARCHAR, 
	last VARCHAR, 
	email VARCHAR(255) CHECK (email LIKE '%@%'), 
	score NUMERIC(12, 2), 
	rank SMALLINT, 
	PRIMARY KEY (id), 
	UNIQUE (first, last), 
	CONSTRAINT one_account UNIQUE (email), 
	CHECK (first <> last), 
	CONSTRAINT email_has_length CHECK (length(email) > 3)
);

CREATE TABLE setting (
	scope VARCHAR(20) NOT NULL, 
	name VARCHAR(20) NOT NULL, 
	number INTEGER NOT NULL, 
	value JSON, 
	CONSTRAINT setting_key PRIMARY KEY (scope, name, number)
);

CREATE TABLE post (
	id SERIAL NOT NULL, 
	title VARCHAR(200) NOT NULL, 
	slug VARCHAR(80), 
	body TEXT, 
	state VARCHAR(10) DEFAULT 'draft', 
	is_public BOOLEAN NOT NULL, 
	created_at TIMESTAMP WITH TIME ZONE, 
	updated_at TIMESTAMP WITHOUT TIME ZONE, 
	author_id INTEGER, 
	parent_id INTEGER, 
	PRIMARY KEY (id), 
	UNIQUE (slug), 
	CONSTRAINT fk_post_author FOREIGN KEY(author_id) REFERENCES author (id), 
	FOREIGN KEY(parent_id) REFERENCES post (id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_post_author_id ON post (author_id);

COMMENT ON TABLE post IS 'what people wrote';

CREATE TABLE setting_log (
	id SERIAL NOT NULL, 
	scope VARCHAR(20), 
	name VARCHAR(20), 
	number INTEGER, 
	PRIMARY KEY (id), 
	FOREIGN KEY(scope, name, number) REFERENCES setting (scope, name, number) ON DELETE CASCADE
);

CREATE TABLE app_tagging (
	post_id INTEGER NOT NULL, 
	tag_id INTEGER NOT NULL, 
	PRIMARY KEY (post_id, tag_id), 
	FOREIGN KEY(post_id) REFERENCES post (id), 
	FOREIGN KEY(tag_id) REFERENCES tag (id) ON DELETE CASCADE ON UPDATE CASCADE
);

COMMENT ON TABLE app_tagging IS 'which tags a post has';


CREATE SCHEMA IF NOT EXISTS comics;

CREATE TYPE status AS ENUM ('active', 'closed');

CREATE TYPE mood AS ENUM ('active', 'closed');

CREATE TABLE "user" (
	created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	updated_at TIMESTAMP WITH TIME ZONE, 
	email VARCHAR(255) NOT NULL, 
	is_active BOOLEAN NOT NULL, 
	full_name VARCHAR(255), 
	id UUID NOT NULL, 
	hashed_password VARCHAR NOT NULL, 
	status status NOT NULL, 
	mood mood, 
	PRIMARY KEY (id)
);

CREATE UNIQUE INDEX ix_user_email ON "user" (email);

CREATE TABLE tag (
	id SERIAL NOT NULL, 
	name VARCHAR NOT NULL, 
	PRIMARY KEY (id)
);

CREATE INDEX ix_tag_name ON tag (name);

CREATE TABLE comics.teams (
	id SERIAL NOT NULL, 
	team_name VARCHAR(50), 
	PRIMARY KEY (id), 
	UNIQUE (team_name)
);

CREATE TABLE item (
	id UUID NOT NULL, 
	title VARCHAR(255) NOT NULL, 
	description TEXT, 
	owner_id UUID NOT NULL, 
	price NUMERIC(8, 2) NOT NULL, 
	rate FLOAT NOT NULL, 
	count BIGINT NOT NULL, 
	day DATE NOT NULL, 
	at TIME WITHOUT TIME ZONE, 
	took INTERVAL NOT NULL, 
	data JSONB DEFAULT '{}' NOT NULL, 
	more JSON NOT NULL, 
	words VARCHAR[], 
	raw BYTEA, 
	seen TIMESTAMP WITH TIME ZONE CHECK (seen > '2000-01-01'), 
	comment VARCHAR NOT NULL, 
	parent_id UUID, 
	PRIMARY KEY (id), 
	CONSTRAINT one_title UNIQUE (title, owner_id), 
	CONSTRAINT price CHECK (price >= 0), 
	FOREIGN KEY(owner_id) REFERENCES "user" (id) ON DELETE CASCADE, 
	FOREIGN KEY(parent_id) REFERENCES item (id)
);

CREATE INDEX by_price ON item (price) WHERE price > 0;

CREATE INDEX ix_item_seen ON item (seen);

COMMENT ON TABLE item IS 'things';

COMMENT ON COLUMN item.comment IS 'what was said';

CREATE TABLE comics.heroes (
	id SERIAL NOT NULL, 
	secret_name VARCHAR NOT NULL, 
	age INTEGER, 
	team_id INTEGER, 
	PRIMARY KEY (id), 
	FOREIGN KEY(team_id) REFERENCES comics.teams (id)
);

CREATE INDEX ix_comics_heroes_team_id ON comics.heroes (team_id);

CREATE TABLE item_link (
	item_id UUID NOT NULL, 
	tag_id INTEGER NOT NULL, 
	PRIMARY KEY (item_id, tag_id), 
	FOREIGN KEY(item_id) REFERENCES item (id), 
	FOREIGN KEY(tag_id) REFERENCES tag (id) ON DELETE CASCADE
);


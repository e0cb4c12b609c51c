CREATE TYPE level AS ENUM ('low', 'high');

CREATE TABLE team (
	id SERIAL NOT NULL, 
	name VARCHAR NOT NULL, 
	PRIMARY KEY (id), 
	UNIQUE (name)
);

CREATE TABLE hero (
	name VARCHAR(50) NOT NULL, 
	age INTEGER, 
	id SERIAL NOT NULL, 
	key UUID NOT NULL, 
	alias VARCHAR(20) NOT NULL, 
	power FLOAT NOT NULL, 
	is_active BOOLEAN NOT NULL, 
	born DATE NOT NULL, 
	wakes TIME WITHOUT TIME ZONE NOT NULL, 
	naps INTERVAL NOT NULL, 
	worth NUMERIC(10, 2) NOT NULL, 
	blob BYTEA, 
	level level NOT NULL, 
	notes JSONB NOT NULL, 
	short VARCHAR(5) NOT NULL, 
	mentor_id INTEGER, 
	tagged VARCHAR(7) NOT NULL, 
	commented VARCHAR DEFAULT 'none' NOT NULL, 
	PRIMARY KEY (id), 
	UNIQUE (name, alias), 
	FOREIGN KEY(mentor_id) REFERENCES hero (id) ON DELETE SET NULL
);

CREATE INDEX ix_hero_name ON hero (name);

COMMENT ON COLUMN hero.commented IS 'a remark';

CREATE TABLE teamhero (
	team_id INTEGER NOT NULL, 
	hero_id INTEGER NOT NULL, 
	PRIMARY KEY (team_id, hero_id), 
	FOREIGN KEY(team_id) REFERENCES team (id), 
	FOREIGN KEY(hero_id) REFERENCES hero (id)
);

CREATE TABLE accounts (
	id SERIAL NOT NULL, 
	hero_id INTEGER, 
	PRIMARY KEY (id), 
	FOREIGN KEY(hero_id) REFERENCES hero (id)
);

CREATE INDEX ix_accounts_hero_id ON accounts (hero_id);


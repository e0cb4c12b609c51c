CREATE SCHEMA IF NOT EXISTS kinds;

CREATE TYPE autoname AS ENUM ('FIRST', 'SECOND');

CREATE TYPE kinds.direction AS ENUM ('UP', 'DOWN');

CREATE TYPE strings AS ENUM ('LEFT', 'RIGHT');

CREATE TYPE kinds.direction_values AS ENUM ('up', 'it''s down');

CREATE TYPE kinds.auto_values AS ENUM ('first', 'second');

CREATE TYPE kinds.letters AS ENUM ('x', 'yy');

CREATE TYPE kinds.sides AS ENUM ('left', 'right');

CREATE TYPE kinds.switch AS ENUM ('on', 'off');

CREATE TABLE kinds.thing (
	id SERIAL NOT NULL, 
	auto autoname NOT NULL, 
	plain VARCHAR(30) NOT NULL, 
	text kinds.direction NOT NULL, 
	again kinds.direction DEFAULT 'UP' NOT NULL, 
	strings strings NOT NULL, 
	by_value kinds.direction_values, 
	by_lambda kinds.auto_values, 
	checked VARCHAR(4), 
	unchecked VARCHAR(2), 
	named kinds.letters, 
	from_list kinds.sides, 
	is_set kinds.switch, 
	PRIMARY KEY (id), 
	CONSTRAINT text_check CHECK (checked IN ('UP', 'DOWN'))
);


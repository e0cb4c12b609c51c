CREATE TYPE status AS ENUM ('PENDING', 'DONE');

CREATE TYPE color AS ENUM ('red', 'green');

CREATE TABLE user_account (
	id SERIAL NOT NULL, 
	created TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	name VARCHAR NOT NULL, 
	nick VARCHAR, 
	short VARCHAR(50) NOT NULL, 
	maybe_short VARCHAR(50), 
	reference VARCHAR(20) NOT NULL, 
	age INTEGER, 
	height DOUBLE PRECISION, 
	balance NUMERIC NOT NULL, 
	token UUID NOT NULL, 
	born DATE NOT NULL, 
	wakes TIME WITHOUT TIME ZONE NOT NULL, 
	naps INTERVAL, 
	photo BYTEA, 
	active BOOLEAN NOT NULL, 
	status status NOT NULL, 
	color color, 
	size VARCHAR(5) NOT NULL, 
	settings JSONB NOT NULL, 
	tags TEXT[] NOT NULL, 
	forced VARCHAR NOT NULL, 
	loose_name VARCHAR(10), 
	big BIGINT NOT NULL, 
	PRIMARY KEY (id), 
	UNIQUE (token)
);

CREATE INDEX ix_user_account_color ON user_account (color);

CREATE TABLE address (
	id SERIAL NOT NULL, 
	email VARCHAR NOT NULL, 
	user_id INTEGER NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(user_id) REFERENCES user_account (id) ON DELETE CASCADE
);

COMMENT ON COLUMN address.email IS 'as it was typed';

CREATE TABLE visit (
	id SERIAL NOT NULL, 
	user_id INTEGER NOT NULL, 
	count INTEGER NOT NULL, 
	note TEXT, 
	PRIMARY KEY (id), 
	FOREIGN KEY(user_id) REFERENCES user_account (id)
);


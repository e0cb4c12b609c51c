CREATE TABLE account (
	id SERIAL NOT NULL, 
	login VARCHAR(40) NOT NULL, 
	a INTEGER, 
	b INTEGER, 
	PRIMARY KEY (id), 
	CONSTRAINT one_login UNIQUE (login)
);

CREATE INDEX account_login ON account (login);

CREATE INDEX account_sum ON account ((a + b));

CREATE TABLE token (
	value VARCHAR(32) NOT NULL, 
	PRIMARY KEY (value)
);

CREATE UNLOGGED TABLE session (
	id BIGSERIAL NOT NULL, 
	account_id INTEGER NOT NULL, 
	login VARCHAR(40), 
	PRIMARY KEY (id), 
	CHECK (id > 0), 
	FOREIGN KEY(account_id) REFERENCES account (id) ON DELETE cascade, 
	FOREIGN KEY(login) REFERENCES account (login)
)
 PARTITION BY RANGE (id);

CREATE TABLE note (
	id SERIAL NOT NULL, 
	token VARCHAR(32), 
	PRIMARY KEY (id), 
	FOREIGN KEY(token) REFERENCES token (value)
);


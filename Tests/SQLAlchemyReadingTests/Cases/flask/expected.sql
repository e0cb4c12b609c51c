CREATE TABLE user_account (
	id SERIAL NOT NULL, 
	email VARCHAR(120) NOT NULL, 
	CONSTRAINT pk_user_account PRIMARY KEY (id), 
	UNIQUE (email)
);

CREATE TABLE role (
	id SERIAL NOT NULL, 
	name VARCHAR(20), 
	CONSTRAINT pk_role PRIMARY KEY (id)
);

CREATE TABLE http_log (
	id BIGSERIAL NOT NULL, 
	at TIMESTAMP WITHOUT TIME ZONE DEFAULT now(), 
	CONSTRAINT pk_http_log PRIMARY KEY (id)
);

CREATE INDEX ix_http_log_at ON http_log (at);

CREATE TABLE noted (
	id SERIAL NOT NULL, 
	note TEXT, 
	CONSTRAINT pk_noted PRIMARY KEY (id)
);

CREATE TABLE user_role (
	user_id INTEGER NOT NULL, 
	role_id INTEGER NOT NULL, 
	CONSTRAINT pk_user_role PRIMARY KEY (user_id, role_id), 
	FOREIGN KEY(user_id) REFERENCES user_account (id), 
	FOREIGN KEY(role_id) REFERENCES role (id)
);


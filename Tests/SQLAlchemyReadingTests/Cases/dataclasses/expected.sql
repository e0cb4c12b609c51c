CREATE TYPE role AS ENUM ('ADMIN', 'USER');

CREATE TABLE "user" (
	id UUID NOT NULL, 
	name VARCHAR(30) NOT NULL, 
	code VARCHAR(12), 
	balance NUMERIC(12, 2) NOT NULL, 
	"limit" NUMERIC(12, 2), 
	role role DEFAULT 'USER' NOT NULL, 
	roles role[] NOT NULL, 
	tags VARCHAR[] DEFAULT '{}' NOT NULL, 
	metadata JSONB NOT NULL, 
	created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	updated_at TIMESTAMP WITH TIME ZONE, 
	PRIMARY KEY (id), 
	UNIQUE (code)
);

CREATE INDEX ix_user_created_at ON "user" (created_at);

CREATE TABLE attribute (
	id BIGSERIAL NOT NULL, 
	user_id UUID NOT NULL, 
	name VARCHAR NOT NULL, 
	value VARCHAR NOT NULL, 
	PRIMARY KEY (id), 
	UNIQUE (user_id, name), 
	FOREIGN KEY(user_id) REFERENCES "user" (id)
);

CREATE TABLE "order" (
	id BIGSERIAL NOT NULL, 
	external UUID NOT NULL, 
	placed DATE NOT NULL, 
	sent TIME WITHOUT TIME ZONE, 
	price NUMERIC(12, 2) NOT NULL, 
	user_note VARCHAR, 
	user_id UUID NOT NULL, 
	created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	updated_at TIMESTAMP WITH TIME ZONE, 
	PRIMARY KEY (id), 
	FOREIGN KEY(user_id) REFERENCES "user" (id) ON DELETE CASCADE
);

CREATE INDEX ix_order_created_at ON "order" (created_at);


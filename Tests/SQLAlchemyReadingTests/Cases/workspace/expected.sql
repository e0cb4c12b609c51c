CREATE TABLE "user" (
	full_name VARCHAR, 
	email VARCHAR NOT NULL, 
	is_active BOOLEAN, 
	uuid UUID DEFAULT gen_random_uuid() NOT NULL, 
	deleted_at TIMESTAMP WITHOUT TIME ZONE, 
	id SERIAL NOT NULL, 
	created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	updated_at TIMESTAMP WITH TIME ZONE, 
	CONSTRAINT pk_user PRIMARY KEY (id), 
	CONSTRAINT uq_user_uuid UNIQUE (uuid)
);

CREATE INDEX ix_user_full_name ON "user" (full_name);

CREATE INDEX ix_user_id ON "user" (id);

CREATE UNIQUE INDEX ix_user_email ON "user" (email);

CREATE TABLE item (
	title VARCHAR, 
	price NUMERIC(10, 2) CONSTRAINT ck_item_positive CHECK (price > 0), 
	owner_id INTEGER, 
	created_by_id INTEGER, 
	id SERIAL NOT NULL, 
	created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	updated_at TIMESTAMP WITH TIME ZONE, 
	uuid UUID DEFAULT gen_random_uuid() NOT NULL, 
	CONSTRAINT pk_item PRIMARY KEY (id), 
	CONSTRAINT uq_item_owner_id UNIQUE (owner_id, title), 
	CONSTRAINT fk_item_owner_id_user FOREIGN KEY(owner_id) REFERENCES "user" (id) ON DELETE CASCADE, 
	CONSTRAINT fk_item_created_by_id_user FOREIGN KEY(created_by_id) REFERENCES "user" (id), 
	CONSTRAINT uq_item_uuid UNIQUE (uuid)
);

CREATE INDEX ix_item_id ON item (id);

CREATE INDEX ix_item_title ON item (title);

CREATE TABLE user_item (
	user_id INTEGER NOT NULL, 
	item_id INTEGER NOT NULL, 
	CONSTRAINT pk_user_item PRIMARY KEY (user_id, item_id), 
	CONSTRAINT fk_user_item_user_id_user FOREIGN KEY(user_id) REFERENCES "user" (id), 
	CONSTRAINT fk_user_item_item_id_item FOREIGN KEY(item_id) REFERENCES item (id)
);


CREATE TABLE users (
	email VARCHAR NOT NULL, 
	created_at TIMESTAMP WITHOUT TIME ZONE DEFAULT now() NOT NULL, 
	updated_at TIMESTAMP WITHOUT TIME ZONE, 
	id SERIAL NOT NULL, 
	PRIMARY KEY (id), 
	UNIQUE (email)
);

CREATE TABLE folders (
	name VARCHAR(99) NOT NULL, 
	owner_id INTEGER NOT NULL, 
	approver_id INTEGER, 
	position INTEGER NOT NULL, 
	created_at TIMESTAMP WITHOUT TIME ZONE DEFAULT now() NOT NULL, 
	updated_at TIMESTAMP WITHOUT TIME ZONE, 
	id SERIAL NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT uq_folders_name UNIQUE (name), 
	CHECK (position >= 0), 
	FOREIGN KEY(owner_id) REFERENCES users (id), 
	CONSTRAINT fk_folder_approver FOREIGN KEY(approver_id) REFERENCES users (id)
);

CREATE INDEX ix_folders_owner_id ON folders (owner_id);

CREATE TABLE page_table (
	folder_id INTEGER, 
	weight INTEGER, 
	name VARCHAR(40) NOT NULL, 
	position INTEGER NOT NULL, 
	owner_id INTEGER NOT NULL, 
	approver_id INTEGER, 
	id SERIAL NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT uq_page_table_name UNIQUE (name), 
	CHECK (position >= 0), 
	FOREIGN KEY(folder_id) REFERENCES folders (id), 
	FOREIGN KEY(owner_id) REFERENCES users (id), 
	CONSTRAINT fk_page_approver FOREIGN KEY(approver_id) REFERENCES users (id)
);

CREATE INDEX ix_page_table_owner_id ON page_table (owner_id);

CREATE INDEX ix_page_table_weight ON page_table (weight);


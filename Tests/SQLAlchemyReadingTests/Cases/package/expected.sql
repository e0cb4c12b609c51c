CREATE TYPE order_state AS ENUM ('open', 'closed');

CREATE TABLE customer (
	name VARCHAR(64) NOT NULL, 
	code VARCHAR(8) NOT NULL, 
	created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	id SERIAL NOT NULL, 
	PRIMARY KEY (id), 
	UNIQUE (code)
);

CREATE TABLE customer_order (
	customer_id INTEGER NOT NULL, 
	state order_state DEFAULT 'open' NOT NULL, 
	priority INTEGER NOT NULL CHECK (priority BETWEEN 10 AND 20), 
	created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	id SERIAL NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(customer_id) REFERENCES customer (id)
);

CREATE TABLE order_item (
	order_id INTEGER NOT NULL, 
	price NUMERIC(8, 2) NOT NULL, 
	id SERIAL NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(order_id) REFERENCES customer_order (id)
);

CREATE INDEX ix_order_item_order_id ON order_item (order_id);


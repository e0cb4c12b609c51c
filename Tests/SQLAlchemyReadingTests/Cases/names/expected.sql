CREATE SCHEMA IF NOT EXISTS archive;

CREATE SCHEMA IF NOT EXISTS shop;

CREATE TABLE shop.customer (
	id SERIAL NOT NULL, 
	email VARCHAR(100), 
	name VARCHAR(100), 
	region VARCHAR(10), 
	age INTEGER CONSTRAINT ck_customer_adult CHECK (age > 0), 
	CONSTRAINT pk_customer PRIMARY KEY (id), 
	CONSTRAINT uq_customer_name_region UNIQUE (name, region), 
	CONSTRAINT age_limit CHECK (age < 200), 
	CONSTRAINT uq_customer_email UNIQUE (email)
);

CREATE INDEX explicit ON shop.customer (region);

CREATE INDEX ix_shop_customer_name ON shop.customer (name);

CREATE TABLE shop.customer_order_with_a_name_that_is_rather_long (
	id SERIAL NOT NULL, 
	customer_identifier_of_the_one_who_ordered INTEGER, 
	other INTEGER, 
	CONSTRAINT pk_customer_order_with_a_name_that_is_rather_long PRIMARY KEY (id), 
	CONSTRAINT fk_customer_order_with_a_name_that_is_rather_long_custo_649d FOREIGN KEY(customer_identifier_of_the_one_who_ordered) REFERENCES shop.customer (id), 
	CONSTRAINT other_customer FOREIGN KEY(other) REFERENCES shop.customer (id)
);

CREATE UNIQUE INDEX ix_shop_customer_order_with_a_name_that_is_rather_long__3d9e ON shop.customer_order_with_a_name_that_is_rather_long (customer_identifier_of_the_one_who_ordered);

CREATE TABLE archive.elsewhere (
	id INTEGER NOT NULL, 
	customer_id INTEGER, 
	CONSTRAINT pk_elsewhere PRIMARY KEY (id), 
	CONSTRAINT fk_elsewhere_customer_id_customer_id FOREIGN KEY(customer_id) REFERENCES shop.customer (id)
);

COMMENT ON TABLE archive.elsewhere IS 'it''s kept';

COMMENT ON COLUMN archive.elsewhere.customer_id IS 'who';


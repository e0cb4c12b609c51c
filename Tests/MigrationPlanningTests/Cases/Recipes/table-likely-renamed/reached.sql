CREATE TABLE customers (id bigint PRIMARY KEY, name text NOT NULL, mail text);
CREATE TABLE clients (id bigint PRIMARY KEY, name text NOT NULL, mail text);
CREATE TABLE orders (id bigint PRIMARY KEY, client_id bigint NOT NULL CONSTRAINT orders_client REFERENCES clients (id));

CREATE TABLE customers (id bigint PRIMARY KEY);
CREATE TABLE orders (id bigint, number bigint NOT NULL, customer_id bigint, payer_id bigint, CONSTRAINT orders_pkey PRIMARY KEY (id));

ALTER TABLE orders DROP CONSTRAINT orders_pkey, ADD CONSTRAINT orders_pkey PRIMARY KEY (number);
ALTER TABLE customers DROP CONSTRAINT customers_pkey, ALTER COLUMN id TYPE text, ADD PRIMARY KEY (id);

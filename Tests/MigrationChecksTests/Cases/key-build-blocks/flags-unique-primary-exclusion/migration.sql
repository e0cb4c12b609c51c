ALTER TABLE orders ADD CONSTRAINT orders_number_key UNIQUE (number);
ALTER TABLE heap ADD PRIMARY KEY (a);
ALTER TABLE heap ADD CONSTRAINT apart EXCLUDE USING gist (period WITH &&);

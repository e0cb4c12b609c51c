CREATE TABLE row (
	id UUID NOT NULL, 
	a UUID, 
	b JSONB, 
	c VARCHAR(9), 
	d VARCHAR, 
	e VARCHAR(12), 
	f VARCHAR(5), 
	g VARCHAR(6), 
	h TIMESTAMP WITH TIME ZONE, 
	i BYTEA, 
	j INTEGER, 
	k int4[3], 
	l int4[], 
	m VARCHAR(8), 
	n NUMERIC(12, 4), 
	o JSONB, 
	p INTEGER[], 
	q UUID[], 
	PRIMARY KEY (id)
);


CREATE TABLE supplier (
	id SERIAL NOT NULL, 
	name VARCHAR(50), 
	CONSTRAINT pk_supplier PRIMARY KEY (id)
);

CREATE INDEX idx_supplier_name ON supplier (name);

CREATE TABLE warehouse (
	id SERIAL NOT NULL, 
	city VARCHAR(120) NOT NULL, 
	opened TIMESTAMP WITH TIME ZONE, 
	CONSTRAINT pk_warehouse PRIMARY KEY (id)
);

CREATE TABLE tag (
	name VARCHAR(30) NOT NULL, 
	CONSTRAINT pk_tag PRIMARY KEY (name)
);

CREATE TABLE "old" (
	id SERIAL NOT NULL, 
	name VARCHAR(60) NOT NULL, 
	CONSTRAINT pk_old PRIMARY KEY (id)
);

CREATE TABLE part (
	id SERIAL NOT NULL, 
	supplier_id INTEGER, 
	price NUMERIC(8, 2) DEFAULT '0' NOT NULL, 
	CONSTRAINT pk_part PRIMARY KEY (id), 
	FOREIGN KEY(supplier_id) REFERENCES supplier (id) ON DELETE SET NULL ON UPDATE CASCADE
);

CREATE INDEX part_by_price ON part (price DESC) WHERE supplier_id IS NOT NULL;

CREATE TABLE old_tag (
	old_id INTEGER NOT NULL, 
	tag_name VARCHAR(30) NOT NULL, 
	CONSTRAINT pk_old_tag PRIMARY KEY (old_id, tag_name), 
	FOREIGN KEY(old_id) REFERENCES "old" (id), 
	FOREIGN KEY(tag_name) REFERENCES tag (name)
);

CREATE TABLE stock (
	id SERIAL NOT NULL, 
	warehouse_id INTEGER NOT NULL, 
	part_id INTEGER NOT NULL, 
	count INTEGER NOT NULL, 
	note VARCHAR(120), 
	checked_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	CONSTRAINT pk_stock PRIMARY KEY (id), 
	UNIQUE (warehouse_id, part_id), 
	FOREIGN KEY(warehouse_id) REFERENCES warehouse (id), 
	FOREIGN KEY(part_id) REFERENCES part (id)
);


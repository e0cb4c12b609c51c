CREATE TABLE shops (id bigint PRIMARY KEY);
CREATE TABLE orders (id bigint PRIMARY KEY, number varchar(20), total numeric(10, 2), note varchar(40), at timestamptz(3));
CREATE TABLE labels (id bigint PRIMARY KEY);
CREATE TABLE unknown (id bigint PRIMARY KEY);

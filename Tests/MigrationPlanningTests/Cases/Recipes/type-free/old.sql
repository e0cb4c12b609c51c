CREATE TABLE tags (id bigint PRIMARY KEY, name varchar(20), price numeric(8,2));

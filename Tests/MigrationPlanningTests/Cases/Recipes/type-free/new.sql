CREATE TABLE tags (id bigint PRIMARY KEY, name varchar(40), price numeric(10,2));

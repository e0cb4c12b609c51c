CREATE TABLE a (id int, x text);
CREATE TABLE b (y int) INHERITS (a);

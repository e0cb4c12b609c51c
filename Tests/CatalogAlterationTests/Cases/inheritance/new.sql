CREATE TABLE a (id int8, z text);
CREATE TABLE b (y int) INHERITS (a);
CREATE TABLE c () INHERITS (a);

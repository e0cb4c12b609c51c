CREATE ROLE app;
CREATE TABLE t (id int primary key);

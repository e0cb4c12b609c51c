CREATE TABLE scratch (a int);
TRUNCATE scratch;

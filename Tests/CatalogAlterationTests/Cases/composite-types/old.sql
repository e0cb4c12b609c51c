CREATE TYPE p AS (x int, y int);
CREATE TYPE q AS (x int);
CREATE TABLE t (a p);

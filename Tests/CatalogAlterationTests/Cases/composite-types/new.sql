CREATE TYPE p AS (x int, z text);
CREATE TYPE q AS (x int8);
CREATE TABLE t (a p);

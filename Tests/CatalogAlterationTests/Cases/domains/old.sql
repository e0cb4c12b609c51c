CREATE DOMAIN d AS text CHECK (VALUE <> '');
CREATE DOMAIN e AS integer;
CREATE TABLE t (a d, b e, c d[]);

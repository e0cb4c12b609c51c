CREATE TYPE mood AS ENUM ('fine', 'bad');
CREATE TABLE t (
  id int PRIMARY KEY, n smallint, m mood, d date, at timestamptz, u uuid, v varchar(3), x numeric(4,2), b boolean,
  j jsonb, req text NOT NULL
);

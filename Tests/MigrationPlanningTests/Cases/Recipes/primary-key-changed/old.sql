CREATE TABLE seats (
  id bigint PRIMARY KEY,
  hall integer,
  number integer NOT NULL,
  holder text NOT NULL
);

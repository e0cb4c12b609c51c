CREATE TABLE seats (
  hall integer NOT NULL,
  number integer NOT NULL,
  holder text NOT NULL,
  PRIMARY KEY (hall, number)
);

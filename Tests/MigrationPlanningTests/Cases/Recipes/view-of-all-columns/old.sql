CREATE TABLE members (
  id bigint PRIMARY KEY,
  nickname text,
  joined_on date NOT NULL
);
CREATE VIEW everybody AS SELECT * FROM members WHERE joined_on > '2020-01-01';
CREATE VIEW named AS SELECT everybody.* FROM everybody;

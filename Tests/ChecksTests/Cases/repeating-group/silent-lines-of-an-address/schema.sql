CREATE TABLE addresses (
  id bigint PRIMARY KEY,
  address_line1 text,
  address_line2 text,
  address_line3 text,
  x1 integer,
  x2 integer,
  size_1 text,
  size_2 integer,
  size_3 text
);

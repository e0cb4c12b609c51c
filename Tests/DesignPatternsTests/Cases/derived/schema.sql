CREATE TABLE lines (
  id bigint PRIMARY KEY,
  quantity numeric(10, 2) NOT NULL,
  price numeric(10, 2) NOT NULL,
  total numeric(14, 4) NOT NULL DEFAULT 0
);

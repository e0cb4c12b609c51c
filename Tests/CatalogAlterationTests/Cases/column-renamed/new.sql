CREATE TABLE orders (id bigint PRIMARY KEY, status text NOT NULL DEFAULT 'new', memo varchar(20), total int4 NOT NULL DEFAULT 0);
CREATE INDEX orders_memo_idx ON orders (memo);

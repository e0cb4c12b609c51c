CREATE TYPE order_status AS ENUM ('open', 'settled', 'sent');
CREATE TABLE orders (
  id bigint PRIMARY KEY, status order_status NOT NULL DEFAULT 'open'
);

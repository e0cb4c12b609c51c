CREATE TABLE public.orders (
  id integer PRIMARY KEY,
  amount bigint CONSTRAINT orders_amount_check CHECK (amount > 0),
  price numeric(10,2) CONSTRAINT orders_price_check CHECK (price > 0),
  note text
);

CREATE TABLE public.orders (id integer PRIMARY KEY, amount integer, price integer, note varchar(10));

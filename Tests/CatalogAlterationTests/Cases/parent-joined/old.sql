CREATE TABLE public.seen (id integer);
CREATE TABLE public.child (own integer, id integer);

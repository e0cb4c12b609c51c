CREATE TABLE public.seen (id integer, day date, CONSTRAINT seen_check CHECK (id > 0));
CREATE TABLE public.child (own integer, id integer) INHERITS (public.seen);

CREATE TABLE public.base (id integer);
CREATE TABLE public.child (own integer, note text, CONSTRAINT base_check CHECK (id > 0)) INHERITS (public.base);
CREATE TABLE public.second (own integer) INHERITS (public.base);

CREATE TABLE public.base (id integer, note text, other text, CONSTRAINT base_check CHECK (id > 0));
CREATE TABLE public.child (own integer) INHERITS (public.base);
CREATE TABLE public.second (own integer) INHERITS (public.base);

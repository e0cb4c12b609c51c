CREATE TABLE public.base (id integer, note text, CONSTRAINT base_check CHECK (id > 0));
CREATE TABLE public.child (own integer, id integer, note text, CONSTRAINT base_check CHECK (id > 0));
CREATE INDEX child_own ON public.child (own);

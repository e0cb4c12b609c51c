CREATE TYPE public.shape AS (id integer, note text);
CREATE TABLE public.shapes (id integer PRIMARY KEY, note text);

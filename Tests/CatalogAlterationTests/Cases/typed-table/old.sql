CREATE TYPE public.shape AS (id integer, note text);
CREATE TABLE public.shapes OF public.shape (id WITH OPTIONS PRIMARY KEY);

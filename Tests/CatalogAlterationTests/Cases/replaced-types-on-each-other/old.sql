CREATE TYPE public.step AS ENUM ('one', 'two', 'three');
CREATE DOMAIN public.known_step AS public.step DEFAULT 'one' CHECK (VALUE <> 'three');
CREATE TABLE public.jobs (id integer PRIMARY KEY, step public.known_step NOT NULL, last public.step);

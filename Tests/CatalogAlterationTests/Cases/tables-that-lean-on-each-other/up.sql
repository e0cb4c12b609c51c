CREATE TABLE public.b (
  id integer NOT NULL,
  a_id integer,
  CONSTRAINT b_pkey PRIMARY KEY (id)
);
CREATE TABLE public.c (
  id integer NOT NULL,
  d_id integer,
  CONSTRAINT c_pkey PRIMARY KEY (id)
);
CREATE TABLE public.d (
  id integer NOT NULL,
  c_id integer,
  CONSTRAINT d_pkey PRIMARY KEY (id)
);
ALTER TABLE public.a ADD COLUMN IF NOT EXISTS b_id integer;
ALTER TABLE public.a ADD CONSTRAINT a_b_id_fkey FOREIGN KEY (b_id) REFERENCES public.b (id);
ALTER TABLE public.b ADD CONSTRAINT b_a_id_fkey FOREIGN KEY (a_id) REFERENCES public.a (id);
ALTER TABLE public.c ADD CONSTRAINT c_d_id_fkey FOREIGN KEY (d_id) REFERENCES public.d (id);
ALTER TABLE public.d ADD CONSTRAINT d_c_id_fkey FOREIGN KEY (c_id) REFERENCES public.c (id);

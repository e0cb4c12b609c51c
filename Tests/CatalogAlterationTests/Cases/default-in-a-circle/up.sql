SET LOCAL check_function_bodies = off;
CREATE TABLE public.counted (
  id integer NOT NULL,
  number integer,
  CONSTRAINT counted_pkey PRIMARY KEY (id)
);
CREATE FUNCTION public.next_number() RETURNS bigint LANGUAGE sql RETURN (SELECT count(*) FROM public.counted);
ALTER TABLE ONLY public.counted ALTER COLUMN number SET DEFAULT public.next_number();

CREATE TABLE public.kept (id integer);
CREATE TABLE public.counted (id integer PRIMARY KEY, number integer);
CREATE FUNCTION public.next_number() RETURNS bigint LANGUAGE sql RETURN (SELECT count(*) FROM public.counted);
ALTER TABLE public.counted ALTER COLUMN number SET DEFAULT public.next_number();

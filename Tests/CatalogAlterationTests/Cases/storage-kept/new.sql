CREATE TABLE public.papers (id integer PRIMARY KEY, code varchar(40), body text);
ALTER TABLE public.papers ALTER COLUMN code SET COMPRESSION pglz;
ALTER TABLE public.papers ALTER COLUMN body SET STORAGE EXTERNAL;

ALTER TABLE public.papers ALTER COLUMN code TYPE character varying(40);
ALTER TABLE ONLY public.papers ALTER COLUMN code SET COMPRESSION pglz;
ALTER TABLE public.papers ALTER COLUMN body TYPE text;
ALTER TABLE ONLY public.papers ALTER COLUMN body SET STORAGE EXTERNAL;

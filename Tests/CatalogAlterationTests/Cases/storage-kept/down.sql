ALTER TABLE public.papers ALTER COLUMN code TYPE character varying(20);
ALTER TABLE ONLY public.papers ALTER COLUMN code SET COMPRESSION pglz;
ALTER TABLE public.papers ALTER COLUMN body TYPE character varying(100);
ALTER TABLE ONLY public.papers ALTER COLUMN body SET STORAGE EXTERNAL;

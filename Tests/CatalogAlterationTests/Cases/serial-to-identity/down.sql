ALTER TABLE public.t ALTER COLUMN id DROP IDENTITY;
CREATE SEQUENCE public.t_id_seq AS integer;
ALTER TABLE ONLY public.t ALTER COLUMN id SET DEFAULT nextval('public.t_id_seq'::regclass);
SELECT setval('public.t_id_seq', max(id)) FROM public.t HAVING max(id) IS NOT NULL;
ALTER SEQUENCE public.t_id_seq OWNED BY public.t.id;

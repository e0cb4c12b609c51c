ALTER TABLE ONLY public.counted ALTER COLUMN number DROP DEFAULT;
DROP FUNCTION IF EXISTS public.next_number();
DROP TABLE IF EXISTS public.counted;

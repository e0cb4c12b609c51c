ALTER TYPE public.status RENAME VALUE 'new' TO 'open';

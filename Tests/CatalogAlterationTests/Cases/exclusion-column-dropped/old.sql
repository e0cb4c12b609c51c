CREATE TABLE public.stays (id integer PRIMARY KEY, room integer, arrival integer, departure integer);
ALTER TABLE public.stays ADD CONSTRAINT stays_apart EXCLUDE USING gist (int4range(arrival, departure) WITH &&)
  WHERE (room > 0);

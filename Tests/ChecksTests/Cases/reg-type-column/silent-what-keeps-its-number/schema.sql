CREATE TABLE jobs (id bigint PRIMARY KEY, about regclass, by regrole, kind regtype, name text);

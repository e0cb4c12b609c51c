CREATE TABLE tags (id bigint NOT NULL, name text, CONSTRAINT tags_pkey PRIMARY KEY (id));

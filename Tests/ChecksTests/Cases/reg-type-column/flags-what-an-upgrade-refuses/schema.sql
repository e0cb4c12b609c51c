CREATE TABLE jobs (id bigint PRIMARY KEY, runs regprocedure, "as" regnamespace NOT NULL, dictionaries regconfig[]);

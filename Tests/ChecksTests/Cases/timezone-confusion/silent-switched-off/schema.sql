CREATE TABLE a (id bigint PRIMARY KEY, at timestamp);

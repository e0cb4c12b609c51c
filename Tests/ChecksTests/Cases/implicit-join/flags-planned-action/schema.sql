CREATE TABLE users (id bigint PRIMARY KEY);
CREATE TABLE guardians (id bigint PRIMARY KEY, user_id bigint);
CREATE INDEX guardians_user ON guardians (user_id);
CREATE TABLE notes (id bigint PRIMARY KEY, user_id bigint NOT NULL) PARTITION BY HASH (id);

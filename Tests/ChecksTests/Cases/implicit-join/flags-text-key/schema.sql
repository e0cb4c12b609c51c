CREATE TABLE "user" (id text PRIMARY KEY);
CREATE TABLE notes (id bigint PRIMARY KEY, user_id text NOT NULL);

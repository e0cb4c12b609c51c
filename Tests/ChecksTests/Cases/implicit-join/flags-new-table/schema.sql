CREATE TABLE users (id bigint PRIMARY KEY);
CREATE TABLE guardians (id bigint PRIMARY KEY, user_id bigint);

CREATE TABLE users (id bigint PRIMARY KEY, inserted_at timestamp, modified_on date);
CREATE TABLE groups (id bigint PRIMARY KEY, "createdAt" timestamptz, "updatedAt" timestamptz);
CREATE TABLE group_users (user_id bigint REFERENCES users, group_id bigint REFERENCES groups, PRIMARY KEY (user_id, group_id));

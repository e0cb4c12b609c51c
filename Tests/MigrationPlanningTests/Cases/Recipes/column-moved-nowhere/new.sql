CREATE TABLE users (id bigint PRIMARY KEY, name text NOT NULL);
CREATE TABLE user_profiles (id bigint PRIMARY KEY, bio varchar(20));
CREATE TABLE mottos (day date PRIMARY KEY, motto text);

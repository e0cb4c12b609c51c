CREATE TABLE countries (code char(2) PRIMARY KEY);
CREATE TABLE currencies (code varchar(3) PRIMARY KEY);
CREATE TABLE users (id uuid PRIMARY KEY);
CREATE TABLE "user" (id text PRIMARY KEY);
CREATE TABLE profiles (user_id text PRIMARY KEY REFERENCES "user");
CREATE TABLE translations (user_id uuid, locale text, PRIMARY KEY (user_id, locale));
CREATE TABLE _prisma_migrations (id varchar(36) PRIMARY KEY);

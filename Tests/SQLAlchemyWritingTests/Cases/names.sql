-- Names that Python, SQLAlchemy or the module has for itself, and relations that are told apart.
CREATE SCHEMA app;
CREATE TABLE base (id int PRIMARY KEY, "class" text, metadata text, uuid uuid, list text[], "createdAt" timestamptz, "1st" int, __x int);
CREATE TABLE app.base (id int PRIMARY KEY, "Größe" int, "😀" int);
CREATE TYPE "Base" AS ENUM ('class', 'None', '😀', 'name');
CREATE TABLE messages (
  id bigserial PRIMARY KEY,
  kind "Base" NOT NULL DEFAULT 'None',
  tenant int NOT NULL,
  sender int NOT NULL,
  receiver int,
  messages text,
  reply_to bigint REFERENCES messages ON DELETE SET NULL,
  body text NOT NULL DEFAULT 'it''s: :a' CHECK (body <> ':x'),
  UNIQUE (tenant, id)
);
CREATE TABLE members (tenant int, id int, PRIMARY KEY (tenant, id));
ALTER TABLE messages ADD FOREIGN KEY (tenant, sender) REFERENCES members, ADD FOREIGN KEY (tenant, receiver) REFERENCES members;
CREATE TABLE profiles (member int PRIMARY KEY REFERENCES app.base ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED);

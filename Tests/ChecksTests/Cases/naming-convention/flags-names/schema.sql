CREATE TYPE state AS ENUM ('OPEN', 'closed');
CREATE TABLE "Order" (id bigint PRIMARY KEY, "shopId" bigint, state state);
CREATE TABLE invoice (id bigint PRIMARY KEY, due_on date);
CREATE INDEX i1 ON invoice (due_on);

CREATE TYPE status AS ENUM ('new', 'done');
CREATE TABLE orders (id bigint PRIMARY KEY, status status NOT NULL DEFAULT 'new');

CREATE TABLE users (id bigint PRIMARY KEY);
CREATE TABLE companies (id uuid PRIMARY KEY);
CREATE TABLE order_items (id bigint PRIMARY KEY);
CREATE TABLE items (id bigint PRIMARY KEY);
CREATE TABLE film (film_id integer PRIMARY KEY);
CREATE TABLE posts (
  id bigint PRIMARY KEY, user_id bigint NOT NULL, author_user_id bigint, "companyId" uuid, order_item_id bigint,
  film_id integer, parent_post_id bigint);
CREATE INDEX posts_user ON posts (user_id);

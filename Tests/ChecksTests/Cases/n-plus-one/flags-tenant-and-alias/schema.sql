CREATE TABLE shops (id bigint PRIMARY KEY, name text NOT NULL);
CREATE TABLE games (id bigint PRIMARY KEY, shop_id bigint NOT NULL REFERENCES shops, starts_at timestamptz NOT NULL);
CREATE TABLE users (id bigint PRIMARY KEY, name text NOT NULL);
CREATE TABLE officials (
  shop_id bigint NOT NULL REFERENCES shops, game_id bigint NOT NULL REFERENCES games, user_id bigint NOT NULL REFERENCES users,
  PRIMARY KEY (game_id, user_id));

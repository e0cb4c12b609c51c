CREATE TABLE "@ana |</details>" (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  "`` <b>" timestamp
);
CREATE TABLE "<!-- dbplan:pull-request / -->" (
  "GH-12 ＠日本語" bigint PRIMARY KEY
);

CREATE TABLE "@ana |</details>" (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  "#12 [x](https://evil.example)" text,
  "`` <b>" text
);

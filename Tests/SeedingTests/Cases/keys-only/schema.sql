CREATE TABLE products (id int PRIMARY KEY);
CREATE TABLE labels (id int PRIMARY KEY);
CREATE TABLE product_labels (product_id int, label_id int, PRIMARY KEY (product_id, label_id));

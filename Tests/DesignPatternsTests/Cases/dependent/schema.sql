CREATE TABLE tenants (id bigint PRIMARY KEY);
CREATE TABLE folders (id bigint PRIMARY KEY, tenant_id bigint NOT NULL REFERENCES tenants (id));
CREATE TABLE files (
  id bigint PRIMARY KEY,
  tenant_id bigint NOT NULL REFERENCES tenants (id),
  folder_id bigint NOT NULL REFERENCES folders (id),
  name text NOT NULL
);
CREATE INDEX files_folder_id ON files (folder_id);

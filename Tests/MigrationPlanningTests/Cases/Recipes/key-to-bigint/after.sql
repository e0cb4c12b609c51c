SELECT count(*) = 6000 FROM children JOIN parents ON parents.id = parent_id WHERE parent_id = children.id % 2000 + 1;

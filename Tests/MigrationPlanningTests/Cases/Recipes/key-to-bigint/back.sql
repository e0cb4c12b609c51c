SELECT count(*) = 6000 FROM children JOIN parents ON parents.id = parent_id;

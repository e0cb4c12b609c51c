SELECT count(*) = 0 FROM children LEFT JOIN parents ON parents.id = parent_id WHERE parents.id IS NULL;

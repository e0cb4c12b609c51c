ALTER TABLE orders ADD CONSTRAINT a_constraint_whose_name_goes_on_and_on_until_it_has_more_than_63_bytes CHECK (total > 0) NOT VALID;

SELECT count(bio) = 50 AND count(motto) = 50 FROM users;

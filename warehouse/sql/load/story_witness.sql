-- Who counts as a witness of the stories that were made anew.
INSERT INTO core.witness BY NAME FROM staged RETURNING 'INSERT' AS merge_action;

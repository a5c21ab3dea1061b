-- The stories that were made anew; `story_gone` has taken those in whose place they come.
INSERT INTO core.story BY NAME FROM staged RETURNING 'INSERT' AS merge_action;

-- Each article's place in its story, of which `story_gone` has taken the former.
INSERT INTO core.story_member BY NAME FROM staged RETURNING 'INSERT' AS merge_action;

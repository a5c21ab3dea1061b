-- What the tagger found.
MERGE INTO core.mention AS known
USING staged USING (mention_id)
WHEN MATCHED AND known IS DISTINCT FROM staged THEN UPDATE BY NAME
WHEN NOT MATCHED THEN INSERT BY NAME
RETURNING merge_action;

-- The staged rows are the whole truth of witnesses of events: a row that is not among them goes.
MERGE INTO core.witness AS known
USING staged USING (subject, subject_id, article_id)
WHEN MATCHED AND known IS DISTINCT FROM staged THEN UPDATE BY NAME
WHEN NOT MATCHED THEN INSERT BY NAME
WHEN NOT MATCHED BY SOURCE AND known.subject = 'event' THEN DELETE
RETURNING merge_action;

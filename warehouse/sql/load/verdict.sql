-- A verdict on the same words and the same matter is the later one.
MERGE INTO core.verdict AS known
USING staged USING (verdict_id)
WHEN MATCHED AND (known.verdict, known.value, known.note) IS DISTINCT FROM (staged.verdict, staged.value, staged.note)
    THEN UPDATE BY NAME
WHEN NOT MATCHED THEN INSERT BY NAME
RETURNING merge_action;

-- How each entry ended in this run: rows are added, never changed.
MERGE INTO ops.entry_result AS known
USING staged ON known.run_id = staged.run_id AND known.entry_id = staged.entry_id AND known IS NOT DISTINCT FROM staged
WHEN NOT MATCHED THEN INSERT BY NAME
RETURNING merge_action;

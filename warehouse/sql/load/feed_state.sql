-- The latest poll of a feed has the word, in whatever order the polls are loaded.
MERGE INTO ops.feed_state AS known
USING (
    FROM staged QUALIFY row_number() OVER (PARTITION BY feed_id ORDER BY last_polled_at DESC, n_polls DESC) = 1
) AS latest USING (feed_id)
WHEN MATCHED AND latest.last_polled_at >= known.last_polled_at AND known IS DISTINCT FROM latest THEN UPDATE BY NAME
WHEN NOT MATCHED THEN INSERT BY NAME
RETURNING merge_action;

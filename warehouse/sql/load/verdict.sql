-- A verdict on the same words and the same matter is the later one. The mention that it names by its key is kept by its
-- words, as they are now.
MERGE INTO core.verdict AS known
USING (
    WITH named AS (
        SELECT DISTINCT
            mention_key,
            {'article_id': mentions.article_id, 'quote': mentions.quote, 'type': mention.type} AS words
        FROM mart.mentions JOIN core.mention ON mention.mention_id = mentions.mention_id
        WHERE mention_key IN (SELECT value FROM staged)
    )
    SELECT staged.* REPLACE (
        coalesce(named.words, CASE WHEN before.value = staged.value THEN before.other END) AS other
    )
    FROM staged
    LEFT JOIN named ON staged.verdict = 'same_event_as' AND named.mention_key = staged.value
    LEFT JOIN core.verdict AS before ON before.verdict_id = staged.verdict_id
) AS latest USING (verdict_id)
WHEN MATCHED
    AND (known.verdict, known.value, known.note, known.other)
        IS DISTINCT FROM (latest.verdict, latest.value, latest.note, latest.other)
    THEN UPDATE BY NAME
WHEN NOT MATCHED THEN INSERT BY NAME
RETURNING merge_action;

-- Whether the events are not those of the mentions stored: a run that was cut may have left mentions without events.
WITH told AS (
    SELECT mention.mention_id
    FROM core.mention
    JOIN core.article ON article.latest_revision_id = mention.document_id
    WHERE mention.mention_id NOT IN (SELECT mention_id FROM mart.corrections WHERE is_rejected)
)
SELECT
    EXISTS (SELECT 1 FROM told ANTI JOIN core.event_mention USING (mention_id))
    OR EXISTS (SELECT 1 FROM core.event_mention ANTI JOIN told USING (mention_id));

-- Every id stands once in its table.
WITH key AS (
    SELECT 'ops.run' AS name, run_id AS id FROM ops.run
    UNION ALL SELECT 'ops.fetch', fetch_id FROM ops.fetch
    UNION ALL SELECT 'ops.poll', poll_id FROM ops.poll
    UNION ALL SELECT 'ops.feed_state', feed_id FROM ops.feed_state
    UNION ALL SELECT 'ops.reject', reject_id FROM ops.reject
    UNION ALL SELECT 'ops.migration', CAST(number AS VARCHAR) FROM ops.migration
    UNION ALL SELECT 'raw.page', page_id FROM raw.page
    UNION ALL SELECT 'raw.entry', entry_id FROM raw.entry
    UNION ALL SELECT 'core.article', article_id FROM core.article
    UNION ALL SELECT 'core.article_url', concat_ws(' ', article_id, url) FROM core.article_url
    UNION ALL SELECT 'core.revision', revision_id FROM core.revision
    UNION ALL SELECT 'core.duplicate', concat_ws(' ', revision_id, original_revision_id, method) FROM core.duplicate
    UNION ALL SELECT 'core.signature', revision_id FROM core.signature
    UNION ALL SELECT 'core.revision_change', revision_id FROM core.revision_change
    UNION ALL SELECT 'core.story', story_id FROM core.story
    UNION ALL SELECT 'core.story_member', article_id FROM core.story_member
    UNION ALL SELECT 'core.headline_act', concat_ws(' ', article_id, act) FROM core.headline_act
    UNION ALL SELECT 'core.witness', concat_ws(' ', subject, subject_id, article_id) FROM core.witness
    UNION ALL SELECT 'core.mention', mention_id FROM core.mention
    UNION ALL SELECT 'core.event', event_id FROM core.event
    UNION ALL SELECT 'core.event_mention', concat_ws(' ', event_id, mention_id) FROM core.event_mention
    UNION ALL
    SELECT 'core.event_relation', concat_ws(' ', event_id, relation, from_mention_id, to_mention_id)
    FROM core.event_relation
    UNION ALL SELECT 'core.source', source_id FROM core.source
    UNION ALL SELECT 'core.feed', feed_id FROM core.feed
    UNION ALL SELECT 'core.place', place_id FROM core.place
    UNION ALL SELECT 'core.actor', actor_id FROM core.actor
    UNION ALL SELECT 'core.conflict', conflict_id FROM core.conflict
    UNION ALL SELECT 'core.arrangement', arrangement_id FROM core.arrangement
    UNION ALL SELECT 'core.event_type', type FROM core.event_type
)
SELECT name, id, count(*) AS n_rows FROM key GROUP BY name, id HAVING count(*) > 1 ORDER BY name, id;

-- Every row that points at another points at one that is there.
WITH link AS (
    SELECT 'ops.fetch.run_id' AS name, run_id AS id, run_id IN (SELECT run_id FROM ops.run) AS is_there FROM ops.fetch
    UNION ALL SELECT 'ops.poll.run_id', run_id, run_id IN (SELECT run_id FROM ops.run) FROM ops.poll
    UNION ALL SELECT 'ops.reject.run_id', run_id, run_id IN (SELECT run_id FROM ops.run) FROM ops.reject
    UNION ALL SELECT 'ops.entry_result.run_id', run_id, run_id IN (SELECT run_id FROM ops.run) FROM ops.entry_result
    UNION ALL
    SELECT 'ops.entry_result.entry_id', entry_id, entry_id IN (SELECT entry_id FROM raw.entry) FROM ops.entry_result
    UNION ALL SELECT 'core.revision.page_id', page_id, page_id IN (SELECT page_id FROM raw.page) FROM core.revision
    UNION ALL
    SELECT 'core.revision.article_id', article_id, article_id IN (SELECT article_id FROM core.article)
    FROM core.revision
    UNION ALL
    SELECT 'core.article.latest_revision_id', latest_revision_id,
        latest_revision_id IN (SELECT revision_id FROM core.revision)
    FROM core.article
    UNION ALL
    SELECT 'core.article.first_revision_id', first_revision_id,
        first_revision_id IN (SELECT revision_id FROM core.revision)
    FROM core.article
    UNION ALL
    SELECT 'core.article_url.article_id', article_id, article_id IN (SELECT article_id FROM core.article)
    FROM core.article_url
    UNION ALL
    SELECT 'core.duplicate.revision_id', revision_id, revision_id IN (SELECT revision_id FROM core.revision)
    FROM core.duplicate
    UNION ALL
    SELECT 'core.duplicate.original_revision_id', original_revision_id,
        original_revision_id IN (SELECT revision_id FROM core.revision)
    FROM core.duplicate
    UNION ALL
    SELECT 'core.signature.revision_id', revision_id, revision_id IN (SELECT revision_id FROM core.revision)
    FROM core.signature
    UNION ALL
    SELECT 'core.revision_change.revision_id', revision_id, revision_id IN (SELECT revision_id FROM core.revision)
    FROM core.revision_change
    UNION ALL
    SELECT 'core.story_member.article_id', article_id, article_id IN (SELECT article_id FROM core.article)
    FROM core.story_member
    UNION ALL
    SELECT 'core.story_member.story_id', story_id, story_id IN (SELECT story_id FROM core.story)
    FROM core.story_member
    UNION ALL
    SELECT 'core.witness.subject_id', subject_id,
        subject_id IN (SELECT event_id FROM core.event UNION ALL SELECT story_id FROM core.story)
    FROM core.witness
    UNION ALL
    SELECT 'core.mention.document_id', document_id, document_id IN (SELECT revision_id FROM core.revision)
    FROM core.mention
    UNION ALL
    SELECT 'core.event_mention.event_id', event_id, event_id IN (SELECT event_id FROM core.event)
    FROM core.event_mention
    UNION ALL
    SELECT 'core.event_mention.mention_id', mention_id, mention_id IN (SELECT mention_id FROM core.mention)
    FROM core.event_mention
    UNION ALL
    SELECT 'core.event_relation.event_id', event_id, event_id IN (SELECT event_id FROM core.event)
    FROM core.event_relation
    UNION ALL
    SELECT 'core.event_relation.from_mention_id', from_mention_id,
        from_mention_id IN (SELECT mention_id FROM core.mention)
    FROM core.event_relation
    UNION ALL
    SELECT 'core.event_relation.to_mention_id', to_mention_id,
        to_mention_id IN (SELECT mention_id FROM core.mention)
    FROM core.event_relation
)
SELECT name, id FROM link WHERE NOT is_there ORDER BY name, id;

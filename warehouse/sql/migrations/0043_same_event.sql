-- A mention_key is made of words, and is gone when a newer tagger cuts them otherwise: the words themselves are kept.
ALTER TABLE core.verdict ADD COLUMN other STRUCT(article_id VARCHAR, quote VARCHAR, "type" VARCHAR);
COMMENT ON COLUMN core.verdict.other IS 'same_event_as: article, quote and type of the other mention, as they were when the verdict was given; NULL when no mention had that key.';
UPDATE core.verdict
SET other = named.words
FROM (
    SELECT DISTINCT
        sha256(revision.article_id || chr(31) || mention.quote || chr(31) || mention.type)[1:32] AS mention_key,
        {'article_id': revision.article_id, 'quote': mention.quote, 'type': mention.type} AS words
    FROM core.mention JOIN core.revision ON revision.revision_id = mention.document_id
) AS named
WHERE verdict.verdict = 'same_event_as' AND verdict.value = named.mention_key;

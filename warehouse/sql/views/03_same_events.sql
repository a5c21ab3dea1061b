-- Pairs of mentions that an analyst says are of one event. The other one is known by its words; where a newer tagger cuts
-- them otherwise, it is what holds them or lies in them.
CREATE VIEW mart.same_events AS
WITH other AS (
    SELECT verdict.verdict_id, mention.mention_id
    FROM core.verdict
    JOIN core.article ON article.article_id = verdict.other.article_id
    JOIN core.mention ON mention.document_id = article.latest_revision_id AND mention.type = verdict.other.type
    WHERE verdict.verdict = 'same_event_as'
      AND (contains(mention.quote, verdict.other.quote) OR contains(verdict.other.quote, mention.quote))
    QUALIFY rank() OVER (PARTITION BY verdict.verdict_id ORDER BY mention.quote <> verdict.other.quote) = 1
    UNION ALL
    -- No mention had that key when the verdict was given: one may have it now.
    SELECT verdict.verdict_id, mentions.mention_id
    FROM core.verdict JOIN mart.mentions ON mentions.mention_key = verdict.value
    WHERE verdict.verdict = 'same_event_as' AND verdict.other IS NULL
)
SELECT verdicts.verdict_id, verdicts.mention_id, other.mention_id AS other_mention_id
FROM mart.verdicts JOIN other USING (verdict_id)
WHERE verdicts.mention_id IS NOT NULL;

COMMENT ON VIEW mart.same_events IS 'One row a pair of mentions of today that an analyst says are of one event.';
COMMENT ON COLUMN mart.same_events.verdict_id IS 'The verdict, same_event_as.';
COMMENT ON COLUMN mart.same_events.mention_id IS 'A mention that it applies to.';
COMMENT ON COLUMN mart.same_events.other_mention_id IS 'A mention that it names by its mention_key.';

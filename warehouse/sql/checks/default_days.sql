-- No mention is dated by a day that stands for a missing one: 1 January 1970, or a publication that is not its article's; `trucewire reprocess --stage tag` mends it.
SELECT mention_id, event_date, date_basis, revision.published_at, revision.fetched_at
FROM core.mention
JOIN core.revision ON revision_id = document_id
JOIN core.article USING (article_id)
WHERE date_basis = 'publication'
      AND least(
          abs(date_diff('day', event_date, CAST(coalesce(revision.published_at, revision.fetched_at) AS DATE))),
          abs(date_diff('day', event_date, CAST(coalesce(article.published_at, revision.fetched_at) AS DATE)))
      ) > 31
   OR date_basis IN ('publication', 'relative')
      AND date_precision = 'day'
      AND event_date BETWEEN DATE '1969-12-01' AND DATE '1970-01-31'
      AND coalesce(revision.published_at, revision.fetched_at) > TIMESTAMPTZ '1971-01-01 00:00:00+00'
ORDER BY mention_id;

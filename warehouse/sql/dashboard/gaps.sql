-- Polls of the last two days whose feed had moved on by more than it holds: what lay between was not seen in it.
SELECT
    poll.feed_id,
    poll.source_id,
    coalesce(
        (SELECT max(earlier.polled_at) FROM ops.poll AS earlier
         WHERE earlier.feed_id = poll.feed_id AND earlier.polled_at < poll.polled_at AND earlier.n_seen > 0),
        poll.polled_at
    ) AS from_at,
    poll.polled_at
FROM ops.poll AS poll
WHERE poll.outcome = 'gap' AND poll.polled_at > now() - INTERVAL 2 DAYS
ORDER BY poll.polled_at, poll.feed_id

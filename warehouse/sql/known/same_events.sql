-- Pairs of mentions that an analyst says are of one event.
SELECT mention_id AS one, other_mention_id AS other FROM mart.same_events ORDER BY ALL;

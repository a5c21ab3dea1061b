-- Every mention of an event has the event's type (as an analyst has corrected it), and stands in one event only.
SELECT event_id, mention_id, event.type, coalesce(right_type, mention.type)
FROM core.event_mention
JOIN core.event USING (event_id)
JOIN core.mention USING (mention_id)
LEFT JOIN mart.corrections USING (mention_id)
WHERE event.type <> coalesce(right_type, mention.type)
UNION ALL
SELECT min(event_id), mention_id, 'in more than one event', max(event_id)
FROM core.event_mention
GROUP BY mention_id
HAVING count(*) > 1
ORDER BY mention_id;

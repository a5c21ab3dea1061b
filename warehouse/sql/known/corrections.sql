-- What the verdicts of analysts change in mentions.
SELECT mention_id, is_rejected, right_type, has_right_date, right_date FROM mart.corrections ORDER BY mention_id;

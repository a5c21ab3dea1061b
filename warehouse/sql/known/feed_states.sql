SELECT * FROM ops.feed_state ORDER BY feed_id;

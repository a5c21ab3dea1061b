-- What the archive cannot tell: the log of runs and requests, the feeds' states, and when each entry was seen.
INSERT INTO ops.run BY NAME SELECT * FROM old.ops.run;
INSERT INTO ops.fetch BY NAME SELECT * FROM old.ops.fetch;
INSERT INTO ops.poll BY NAME SELECT * FROM old.ops.poll;
INSERT INTO ops.feed_state BY NAME SELECT * FROM old.ops.feed_state;
INSERT INTO ops.entry_result BY NAME SELECT * FROM old.ops.entry_result;
INSERT INTO ops.reject BY NAME SELECT * FROM old.ops.reject;
INSERT INTO raw.entry BY NAME SELECT * FROM old.raw.entry;

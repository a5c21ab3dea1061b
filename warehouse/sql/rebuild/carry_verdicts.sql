-- What analysts said is nowhere in the archive.
INSERT INTO core.verdict BY NAME SELECT * FROM old.core.verdict;

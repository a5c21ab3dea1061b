SELECT conflict_id, name FROM core.conflict ORDER BY conflict_id

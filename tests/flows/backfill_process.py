"""A backfill in a process of its own, for tests that kill it: DATA_DIR SOURCE_ID OUTLET=URL... as arguments."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import date

from config.settings import load_config
from flows.backfill import backfill
from flows.demo import demo_config
from flows.workspace import open_workspace

FROM, TO = date(2020, 11, 1), date(2020, 12, 31)

if __name__ == "__main__":
    data_dir, source_id, *pairs = sys.argv[1:]
    config = demo_config(load_config({}), dict(pair.split("=", 1) for pair in pairs))
    config = replace(config, settings=replace(config.settings, data_dir=data_dir))
    source = next(source for source in config.sources if source.source_id == source_id)
    with open_workspace(config) as workspace:
        backfill(workspace, source, FROM, TO, print, batch_size=4)

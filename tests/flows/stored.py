"""What a warehouse holds, but for times: what two ways of loading the same newswire must agree on."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from warehouse import query

ROWS = """
select 'article', article_id from core.article union all
select 'revision', revision_id from core.revision union all
select 'mention', mention_id from core.mention union all
select 'event', concat_ws(' ', event_id, n_mentions, n_articles, n_outlets, n_witnesses) from core.event union all
select 'event_mention', event_id || ' ' || mention_id from core.event_mention union all
select 'duplicate', concat_ws(' ', revision_id, original_revision_id, relation) from core.duplicate union all
select 'story_member', concat_ws(' ', story_id, article_id, role, of_article_id) from core.story_member union all
select 'witness', concat_ws(' ', subject_id, article_id, origin, counts_as_witness) from core.witness
"""


def rows(data_dir: Path) -> set[tuple[Any, ...]]:
    return set(query.run(data_dir, ROWS).rows)

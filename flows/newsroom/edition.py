"""What one outlet shows at one moment: the stories published by then, newest first.

Does not know the outlet's pages or feeds, nor how the moment moves on.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from flows.newsroom.stories import Revision, Story


@dataclass(frozen=True, slots=True)
class Edition:
    """`stories` are newest first and all visible at `now` (UTC); `base_url` has no slash at its end."""

    base_url: str
    now: datetime
    stories: tuple[Story, ...]
    sitemap_page_size: int = 100

    def revision(self, story: Story) -> Revision:
        """The revision of a visible story that is shown now."""
        return story.revision_at(self.now)

    def find(self, story_id: str) -> Story | None:
        """The visible story of that id."""
        return next((story for story in self.stories if story.id == story_id), None)

    def find_slug(self, slug: str) -> Story | None:
        """The visible story of that slug."""
        return next((story for story in self.stories if story.slug == slug), None)

    def earlier_than(self, story: Story, limit: int) -> list[Story]:
        """The stories a page links to. Only earlier ones, so a page's bytes change with its own revisions alone."""
        return [other for other in self.stories if other.published_at < story.published_at][:limit]

    def within(self, age: timedelta) -> list[Story]:
        """The stories no older than `age`."""
        return [story for story in self.stories if story.published_at > self.now - age]

    def last_change(self) -> datetime | None:
        """When anything visible was last published or rewritten."""
        return max((self.revision(story).revised_at for story in self.stories), default=None)


def edition_at(now: datetime, base_url: str, stories: tuple[Story, ...], sitemap_page_size: int = 100) -> Edition:
    """The edition of `now` out of all stories of an outlet, oldest first."""
    visible = tuple(story for story in reversed(stories) if story.published_at <= now)
    return Edition(base_url, now, visible, sitemap_page_size)

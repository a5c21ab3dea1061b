"""A newsroom that plays the outside world: outlets on loopback, their own pages and feeds, a clock.

It imports nothing from the other rooms, so that it cannot share their mistakes.
"""

from flows.newsroom.newsroom import END, Newsroom
from flows.newsroom.server import Request
from flows.newsroom.stories import Story

__all__ = ["END", "Newsroom", "Request", "Story"]

"""Names the event types that several rules treat alike.

Knows no text and no family of the codebook: what is alike here is how a type is dated, told or denied.
"""

from __future__ import annotations

# Shots, whether or not a halt forbade them; with the ground they won, all that one side does to another.
FOUGHT = frozenset({"armed_clash", "ceasefire_violation"})
HOSTILE = FOUGHT | {"territory_capture"}
# A halt from its offer to its end: what a sentence about something else refers to by a noun.
HALTS = frozenset(
    f"ceasefire_{name}" for name in ("proposed", "rejected", "agreed", "declared", "in_effect", "extended", "ended")
)
# What a side may do to a halt by deciding it.
FATE_OF_HALT = frozenset(f"ceasefire_{name}" for name in ("agreed", "declared", "extended", "ended"))
# Acts of speech: once uttered they are done, and no one denies them.
UTTERED = frozenset({"ceasefire_proposed", "ceasefire_rejected", "diplomatic_reaction"})
# Who is sent by a mandate.
MANDATED = frozenset({"peacekeeper_deployment", "ceasefire_monitoring"})
# What a deal lays down to be done: its own day is not theirs.
TERMS = MANDATED | {
    "territory_transfer",
    "troop_withdrawal",
    "prisoner_exchange",
    "mine_clearance",
    "displaced_return",
    "humanitarian_access",
    "transport_unblocking",
}

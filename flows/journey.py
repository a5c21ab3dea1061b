"""The journey of an item from feed to warehouse, in plain Python.

Knows no Prefect, no clock and no socket: `fetch` and `now` are arguments.
"""

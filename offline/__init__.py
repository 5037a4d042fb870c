"""Jobs that run before the service: the image bank is made, curated, described and indexed.

The product imports none of it.
"""

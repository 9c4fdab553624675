"""Telling the layers above that records changed, without knowing them."""

from django.dispatch import Signal

# Sent inside the transaction of every act that writes without ``save()`` (bulk_create, update),
# with ``organizations`` and ``rounds``: iterables of primary keys whose records changed.
records_changed = Signal()

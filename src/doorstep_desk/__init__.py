"""The desk: a Django application that stores, asks, acts and audits."""

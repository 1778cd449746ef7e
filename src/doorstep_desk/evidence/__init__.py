"""Photographs, recordings, signatures: closed, whole or not there, deleted in time."""

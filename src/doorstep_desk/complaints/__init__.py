"""Pauses, requests to stop and what makes people look before anybody is contacted again."""

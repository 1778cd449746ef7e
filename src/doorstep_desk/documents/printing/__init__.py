"""How does a paper get from data onto pages? Nothing here knows a case, a debt or a database."""

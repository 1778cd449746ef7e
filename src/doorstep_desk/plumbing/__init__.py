"""Clock, actor, identifiers, encryption, refusal, paging, PostgreSQL: no business words."""

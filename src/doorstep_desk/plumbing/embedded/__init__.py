"""The parts of the supervisor over an embedded PostgreSQL: programs, account, cluster, locks."""

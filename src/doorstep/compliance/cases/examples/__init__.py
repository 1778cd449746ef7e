"""Worked examples of this repository, a YAML file per theme; a lawyer can write one."""

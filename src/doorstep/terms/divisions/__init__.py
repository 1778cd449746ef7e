"""The bundled table of administrative divisions; its source is in docs/adr/0013."""

"""Days that an organisation added to the bundled calendars, each with its source."""

"""Which phones go out, who carries them, and what they still hold."""

"""What a phone takes along: today's stops of one pair, and of each only what is needed there."""

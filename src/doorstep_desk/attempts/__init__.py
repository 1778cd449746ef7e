"""Every attempt on every channel, by anyone: the history that limits are counted on."""

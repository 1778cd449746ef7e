"""What happens when the desk is loaded?"""

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    """Registers the start-up checks."""

    name = "doorstep_desk.config"
    label = "config"

    def ready(self) -> None:
        """Import the checks, which register themselves."""
        import doorstep_desk.config.checks  # noqa: F401, PLC0415 (needs loaded models)

"""Where on the globe is it?"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Coordinates:
    """A point in WGS-84.

    Attributes:
        latitude: Degrees north, -90 to 90.
        longitude: Degrees east, -180 to 180.
    """

    latitude: float
    longitude: float

    def __post_init__(self) -> None:
        """Refuse a point that is not on the globe.

        Raises:
            ValueError: A coordinate lies outside its range.
        """
        if not (-90 <= self.latitude <= 90 and -180 <= self.longitude <= 180):
            raise ValueError(f"no such point: {self.latitude}, {self.longitude}")

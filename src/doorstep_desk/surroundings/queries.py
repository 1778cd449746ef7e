"""What can be asked about surroundings?"""

from datetime import datetime

from doorstep_desk.surroundings.models import Layer


def layers_known(agency_id: int, at: datetime) -> list[Layer]:
    """Return the layers that held at an instant, the earliest first."""
    rows = Layer.objects.filter(agency_id=agency_id, added_at__lte=at)
    rows = rows.exclude(withdrawn_at__lte=at)
    return list(rows.order_by("begins_on", "id"))


def newest_layers(agency_id: int, most: int = 200) -> list[Layer]:
    """Return the layers that began last, withdrawn ones too."""
    return list(Layer.objects.filter(agency_id=agency_id).order_by("-begins_on", "-id")[:most])

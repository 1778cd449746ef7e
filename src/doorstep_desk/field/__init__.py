"""Door 2: agents on the road, as pages for a phone."""

"""What each page of the phone needs: plain values, filled by its view, shown by its template."""

"""What each page of the office needs: plain values, filled by its view, shown by its template."""

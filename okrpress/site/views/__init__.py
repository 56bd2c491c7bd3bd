"""Views: for each kind of page the plain values its template places, already in words."""

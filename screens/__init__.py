"""The only rooms with windows."""

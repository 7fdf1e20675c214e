"""Score sheets as bytes, one module a format."""

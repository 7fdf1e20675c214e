"""HTTP around the screens: who is calling, what may be fetched, how the server is doing."""

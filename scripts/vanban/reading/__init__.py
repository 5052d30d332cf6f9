"""One text to one record; ``record`` is the entrance, the other rooms are its stages."""

"""The chain of an instrument: its steps in words and its drawing."""

"""What only a command does: ``add``, ``parse``, ``check``, ``build``, ``serve``; ``documents`` is shared by them."""

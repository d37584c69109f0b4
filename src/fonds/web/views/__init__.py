"""One module per page of the reading room. A view asks the room, and gives what it got to a template."""

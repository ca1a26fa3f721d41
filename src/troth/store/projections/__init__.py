"""One file a room: how the state read from an object's entries becomes the row that pages list."""

"""How the node does, for whoever looks after it."""

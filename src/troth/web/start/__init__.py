"""How a newcomer begins: the first person of a node, an organisation, a partner, the twelve words."""

"""With whom an organisation keeps promises, and whom it knows from its own list only."""

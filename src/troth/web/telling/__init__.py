"""What nobody has been told of, on a node that sends no mail."""

"""Who is here on both sides of an alliance."""

"""A thing to try, shown to one person because of something that was seen in one alliance."""

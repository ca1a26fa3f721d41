"""Comments: what people of both firms say beside a promise, a statement, a concern or a difference."""

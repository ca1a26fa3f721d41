"""Acting on several promises at once: each is asked for, signed and answered by itself."""

"""Trust pulses and health checks: asked, answered unseen, opened for both at once, and what both do about it."""

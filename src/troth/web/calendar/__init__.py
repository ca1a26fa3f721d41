"""The calendar: what is due on both sides, days off, and the hours both are at work."""

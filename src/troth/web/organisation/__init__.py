"""An organisation's own page: its members, invitations, working day and keys."""

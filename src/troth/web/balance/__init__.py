"""The balance of trust and control: areas of work, their controls, and what both make of them."""

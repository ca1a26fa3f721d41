"""What templates may call: `look` (marks and icons), `times` (days and clocks), `figures` (drawings)."""

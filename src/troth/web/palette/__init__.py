"""Going and doing from the keyboard: a palette that finds pages, acts and promises, and the shortcuts."""

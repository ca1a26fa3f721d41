"""The pages behind the buttons of a mail: confirm, show whose mailbox it is, done."""

"""The two roots of what can go wrong: a rule said no, or the machine did."""


class Refusal(Exception):
    """A rule's answer to a person: one plain sentence that says what is so and what one may do."""


class TrothError(Exception):
    """A fault for the operator: says what is wrong and what to do about it."""

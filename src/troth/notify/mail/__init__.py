"""Mails as they leave the node: what every one carries, and the letter that asks one clear thing of its reader."""

from troth.notify.mail.simple import send as send

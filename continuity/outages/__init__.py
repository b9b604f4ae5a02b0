"""An outage told as an answer: one sentence, times, money, promises, who pays. No database here."""

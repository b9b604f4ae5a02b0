"""What a business depends on, asked in plain words.

A starter (`sectors/`) is a whole believable model of one kind of business and the questions that correct it
(`question.py`). Answers are plain data by the question's id; `asking.py` says what is asked and what comes next,
`applying.py` makes the engine's model of them, `effects.py` says what it comes to so far. No Django here.
"""

"""Examples of a loss in plain words, and who would pay: facts, what-ifs, the answer with its reasons.

Nothing here advises: it illustrates what contract and policies say, and ends in questions.
"""

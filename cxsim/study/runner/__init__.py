"""The runner: a frozen list of runs, lived wherever there is room, kept as one tidy data set.

`plan` says what is to be lived, `live` lives a part of it, `workers` where, `dataset` keeps what
came of it.
"""

"""The tables. Moments are microseconds UTC, flags are 0 or 1, JSON is text: the driver converts nothing."""

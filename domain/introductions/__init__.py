"""Introduce people to each other in regular rounds, never the same two twice."""

"""Introductions: who wants to know others is introduced to one of them every so often, never to the same one twice."""

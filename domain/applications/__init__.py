"""Applications: from the questionnaire to the board's decision."""

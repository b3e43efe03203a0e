"""The board's meetings, the questions on their agendas, and the votes."""

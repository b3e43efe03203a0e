"""The supervisory board's meetings: their dates, their agendas, the votes on them, what was decided."""

"""Files that jobs make: PDFs by Typst from templates that lie here, spreadsheets, calendar files.

Values are data and never markup. These run in the maker's child process.
"""

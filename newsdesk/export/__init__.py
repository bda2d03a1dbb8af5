"""From records to what others read: JSON shapes, CSV and plain tables. Pure: values in, text out.

It knows no desk, no terminal and no clock; `shapes` are the promises that other programs build on, `sheets` the
rows of each listing, `data` and `tables` put them into text that no terminal obeys and no spreadsheet runs.
"""

from newsdesk.export.data import csv_text, json_text
from newsdesk.export.tables import Column, Sheet, table_text

__all__ = ["Column", "Sheet", "csv_text", "json_text", "table_text"]

"""A description as a Word file to fill in at home, and back again: `uit` makes it, `lees` reads it.

How a field is found again. Each field is a table of its own: a shaded row with its number and
label, and the answer below. Tables survive Word, LibreOffice, Google Docs and Pages, which content
controls do not: all but Word flatten or drop those. In the shaded row stands a bookmark with the
name of the field; where an editor drops bookmarks, the number and label that a reader sees ("9.
Fase, start en einde: Start") do the same. Rows decide, not tables: Word joins two tables when the
empty line between them goes, and Tab in the last cell adds a row; both still read well.

The bookmark also carries a fingerprint of what the field held when the file was made. A field that
nobody touched in Word is therefore left alone, also when a colleague changed it on the site since.
Whatever does not fit a field is handed back with its words and a reason, never dropped.
"""

"""What somebody has already, read as blocks: a Word or ODT document, a PDF, a saved web page.

`lees` hands the bytes to a process of its own (`kind`) with bounds of time and memory, which knows
neither settings nor database, and gives back what it wrote: headings, paragraphs, lists and tables
in the order of the document (ADR 31). Nothing is kept, and nothing is fetched from elsewhere.
"""

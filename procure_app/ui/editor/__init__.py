"""One editor for each kind of question, made by hand."""

"""The ``.procure`` files of people, what is kept beside them, and the data that is shipped."""

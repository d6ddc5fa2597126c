"""Procure: guided assessments of AI model releases, ending in a signed-off PDF."""

import os

# Looking for pydantic plug-ins reads the metadata of every package installed: we use none.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")

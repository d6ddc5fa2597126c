"""The pages of the wizard; each is built on its first visit and then kept."""

"""The open document and its use cases; what the adapters must offer; no Qt."""

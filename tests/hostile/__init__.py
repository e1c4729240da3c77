"""The whole way with hostile text in every field that anybody can type in."""

"""Shapes that other programs know: OpenAPI, and the XML of harvesters."""

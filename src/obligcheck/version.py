"""The version of the code; rules and data have versions of their own."""

VERSION = "0.1.0"

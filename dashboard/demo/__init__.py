"""Invented data, written as ordinary source files and loaded by the ordinary loaders (docs/decisions/0011)."""

from dashboard.demo.breaks import write_breaks
from dashboard.demo.generation import DEMO_MARK, DemoSource, write
from dashboard.demo.scale import FULL, SMALL, Scale, scale_named

__all__ = ["DEMO_MARK", "FULL", "SMALL", "DemoSource", "Scale", "scale_named", "write", "write_breaks"]

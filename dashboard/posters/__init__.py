"""Posters of the results of a site or of a service, as PDF."""

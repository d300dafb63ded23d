"""« Baromètre Services publics + »: compare services, engagements, sites and periods with figures one can trust."""

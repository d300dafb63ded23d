-- The register of structures, territories left aside: what the SP+ export says of each.
--
-- column code VARCHAR  code
-- column name VARCHAR  label
-- column service_label VARCHAR  label of the service
-- column site_type VARCHAR  code of the type
-- column site_type_label VARCHAR  label of the type
-- column description VARCHAR  what it does
-- column identifier VARCHAR  identifier in its own network
-- column identifier_type VARCHAR  what that identifier is
-- column parent VARCHAR  code of the structure above, or NULL
-- column parent_label VARCHAR  label of the structure above
-- column address VARCHAR  address, its complement on a second line
-- column postal_code VARCHAR  postal code
-- column city VARCHAR  town
-- column country VARCHAR  country
-- column commune VARCHAR  INSEE code
-- column department VARCHAR  INSEE code
-- column region VARCHAR  INSEE code
-- column url VARCHAR  web site
-- column email VARCHAR  shared mailbox
-- column active BOOLEAN  false for a closed site
select
    s.code,
    s.label as name,
    v.label as service_label,
    s.site_type,
    t.label as site_type_label,
    s.description,
    s.identifier,
    s.identifier_type,
    s.parent,
    p.label as parent_label,
    s.address,
    s.postal_code,
    s.city,
    s.country,
    s.commune,
    s.department,
    s.region,
    s.url,
    s.email,
    s.active
from site as s
left join service as v on v.code = s.service
left join site_type as t on t.code = s.site_type
left join site as p on p.code = s.parent
where s.level = 'site'
order by s.code

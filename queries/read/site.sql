-- One site, with its place in the network.
--
-- param site VARCHAR  code
--
-- column code VARCHAR  code
-- column name VARCHAR  label
-- column level VARCHAR  site, department, region or nation
-- column service VARCHAR  code of the service
-- column service_label VARCHAR  label of the service
-- column site_type VARCHAR  code of the type
-- column site_type_label VARCHAR  label of the type
-- column parent VARCHAR  code of the structure above, or NULL
-- column region VARCHAR  INSEE code
-- column region_label VARCHAR  label of the region
-- column department VARCHAR  INSEE code
-- column department_label VARCHAR  label of the department
-- column city VARCHAR  town
-- column active BOOLEAN  false for a closed site
-- column parent_label VARCHAR  label of the structure above
-- column postal_code VARCHAR  postal code
-- column address VARCHAR  address
-- column country VARCHAR  country
-- column identifier VARCHAR  identifier in its own network
-- column identifier_type VARCHAR  what that identifier is
-- column url VARCHAR  web site
-- column email VARCHAR  shared mailbox
-- column description VARCHAR  what it does
-- column n_children BIGINT  structures just below
-- column closed_month DATE  first month without the site, or NULL
-- column load_id INTEGER  the load that described it
-- column file VARCHAR  file of that load
-- column line BIGINT  line in the file
select
    s.code,
    s.label as name,
    s.level,
    s.service,
    v.label as service_label,
    s.site_type,
    t.label as site_type_label,
    s.parent,
    s.region,
    r.label as region_label,
    s.department,
    d.label as department_label,
    s.city,
    s.active,
    p.label as parent_label,
    s.postal_code,
    s.address,
    s.country,
    s.identifier,
    s.identifier_type,
    s.url,
    s.email,
    s.description,
    (select count(*) from site as c where c.parent = s.code) as n_children,
    s.closed_month,
    s.load_id,
    s.file,
    s.line
from site as s
left join service as v on v.code = s.service
left join site_type as t on t.code = s.site_type
left join region as r on r.code = s.region
left join department as d on d.code = s.department
left join site as p on p.code = s.parent
where s.code = cast($site as varchar)
order by s.code

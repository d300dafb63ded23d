-- What users wrote, one row a review and structure. A later load replaces a review whole. `counted` marks the one
-- structure (the first named that the register knows) under which a review enters the figures: an experience may
-- name three structures and must count once in a network. What was written of a site before it merged belongs to its
-- successor.
select
    site_id,
    month,
    code,
    rank,
    written_on,
    published_on,
    title,
    text,
    feeling,
    channels,
    tags,
    state,
    reply,
    replied_on,
    useful,
    answered,
    site_id is not null
    and row_number() over (partition by code order by case when site_id is null then 1 else 0 end, rank, line)
    = 1 as counted,
    load_id,
    file,
    line
from
    (
        select
            s.site_id,
            cast(date_trunc('month', coalesce(r.published_on, r.written_on)) as date) as month,
            r.*,
            coalesce(trim(r.reply) <> '', false)
            or r.replied_on is not null
            or coalesce(lower(r.state) like 'trait_e', false) as answered,
            max(r.load_id) over (partition by r.code) as last_load,
            row_number() over (partition by r.code, r.rank, r.load_id order by r.file desc, r.line desc) as place
        from staged_reviews as r
        left join
            reference_heir as h
            on h.site = r.site
            and cast(date_trunc('month', coalesce(r.published_on, r.written_on)) as date) < h.before
        left join site as s on s.code = coalesce(h.heir, r.site)
    ) as given
where load_id = last_load and place = 1
order by month, site_id, code, rank

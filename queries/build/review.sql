-- What users wrote, one row a review and structure. A later load replaces a review whole. `counted` marks the one
-- structure (the first named that the register knows) under which a review enters the figures: an experience may
-- name three structures and must count once in a network. What was written of a site before it merged belongs to its
-- successor. `known_on`: the day of its publication, or of its writing. `delay`: days from there to the reply, NULL
-- without a day of reply; a reply given before publication was not waited for: 0 day.
select
    site_id,
    month,
    code,
    rank,
    written_on,
    published_on,
    known_on,
    title,
    text,
    feeling,
    channels,
    tags,
    state,
    reply,
    replied_on,
    cast(case when replied_on < known_on then 0 else datediff('day', known_on, replied_on) end as integer) as delay,
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
            cast(date_trunc('month', r.known_on) as date) as month,
            r.*,
            coalesce(trim(r.reply) <> '', false)
            or r.replied_on is not null
            or coalesce(lower(r.state) like 'trait_e', false) as answered,
            max(r.load_id) over (partition by r.code) as last_load,
            row_number() over (partition by r.code, r.rank, r.load_id order by r.file desc, r.line desc) as place
        from (select *, coalesce(published_on, written_on) as known_on from staged_reviews) as r
        left join reference_heir as h on h.site = r.site and cast(date_trunc('month', r.known_on) as date) < h.before
        left join site as s on s.code = coalesce(h.heir, r.site)
    ) as given
where load_id = last_load and place = 1
order by month, site_id, code, rank

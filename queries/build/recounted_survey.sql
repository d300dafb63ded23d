-- The surveys of which several loads tell: one person may be in two of them, so that people are counted again at each
-- publication.
select survey from stored_answer_part where survey is not null group by survey having min(load_id) < max(load_id)
